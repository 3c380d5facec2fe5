package io.inkwell.clients;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseIncludable;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputMessage;
import com.openai.models.responses.ResponseOutputText;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.InkwellService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The responses of OpenAI's Java client, unmodified, with response validation. */
@InkwellService
class OpenAiResponsesIT {

    private final OpenAIClient client;

    OpenAiResponsesIT(@LocalServerPort int port) {
        this.client = OpenAiClients.validating(port);
    }

    @AfterEach
    void close() {
        this.client.close();
    }

    @Test
    void readsAResponse() {
        Response response = this.client.responses().create(params().build());

        assertThat(response.status()).hasValue(ResponseStatus.INCOMPLETE);
        assertThat(response.incompleteDetails()).hasValueSatisfying((details) -> assertThat(details.reason())
            .hasValue(Response.IncompleteDetails.Reason.MAX_OUTPUT_TOKENS));
        assertThat(response.instructions().orElseThrow().asString()).isEqualTo("Be short.");
        assertThat(response.usage()).hasValueSatisfying((usage) -> {
            assertThat(usage.outputTokens()).isEqualTo(12);
            assertThat(usage.totalTokens()).isEqualTo(usage.inputTokens() + 12);
        });
        ResponseOutputText text = part(response);
        assertThat(text.text()).isNotEmpty();
        assertThat(text.logprobs().orElseThrow()).hasSize(12)
            .allSatisfy((token) -> assertThat(token.topLogprobs()).hasSize(2));
        assertThat(text.logprobs()
            .orElseThrow()
            .stream()
            .map(ResponseOutputText.Logprob::token)
            .collect(Collectors.joining())).isEqualTo(text.text());
    }

    @Test
    void streamsTheSameResponse() {
        Response whole = this.client.responses().create(params().build());
        ResponseAccumulator accumulator = ResponseAccumulator.create();
        List<String> deltas = new ArrayList<>();
        try (StreamResponse<ResponseStreamEvent> stream = this.client.responses().createStreaming(params().build())) {
            stream.stream()
                .peek(accumulator::accumulate)
                .forEach((event) -> event.outputTextDelta().ifPresent((delta) -> deltas.add(delta.delta())));
        }

        assertThat(deltas).hasSizeGreaterThan(1);
        assertThat(String.join("", deltas)).isEqualTo(part(whole).text());
        assertThat(part(accumulator.response())).isEqualTo(part(whole));
        assertThat(accumulator.response().status()).isEqualTo(whole.status());
    }

    @Test
    void continuesAConversation() {
        ResponseOutputMessage first = message(this.client.responses().create(params().build()));

        Response next = this.client.responses()
            .create(params()
                .inputOfResponse(List.of(user("Who are you?"), ResponseInputItem.ofResponseOutputMessage(first),
                        user("And then?")))
                .build());

        assertThat(part(next).text()).isNotEmpty();
    }

    private static ResponseInputItem user(String text) {
        return ResponseInputItem
            .ofEasyInputMessage(EasyInputMessage.builder().role(EasyInputMessage.Role.USER).content(text).build());
    }

    @Test
    void reportsWhatNeedsStoredResponses() {
        assertThatExceptionOfType(BadRequestException.class)
            .isThrownBy(() -> this.client.responses().create(params().previousResponseId("resp_1").build()))
            .satisfies((thrown) -> assertThat(thrown.param()).hasValue("previous_response_id"));
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.client.responses().retrieve("resp_1"));
    }

    private static ResponseCreateParams.Builder params() {
        return ResponseCreateParams.builder()
            .model("inkwell-demo")
            .instructions("Be short.")
            .input("Who are you?")
            .maxOutputTokens(12)
            .temperature(0.8)
            .include(List.of(ResponseIncludable.MESSAGE_OUTPUT_TEXT_LOGPROBS))
            .topLogprobs(2)
            .store(false)
            .putAdditionalBodyProperty("seed", JsonValue.from(3))
            .putAdditionalBodyProperty("ignore_eos", JsonValue.from(true));
    }

    private static ResponseOutputMessage message(Response response) {
        return response.output().get(0).asMessage();
    }

    private static ResponseOutputText part(Response response) {
        return message(response).content().get(0).asOutputText();
    }

}
