package io.inkwell.openai;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;
import io.inkwell.model.GoldenScores;

import static io.inkwell.JsonNumbers.floats;
import static org.assertj.core.api.Assertions.assertThat;

@InkwellService
class EmbeddingsIT {

    private static final String PATH = "/v1/embeddings";

    private final ServiceClient service;

    EmbeddingsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    static List<GoldenScores> texts() {
        return GoldenScores.cases();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void vectorIsTheUnitMeanOfTheLastHiddenStates(GoldenScores expected) {
        JsonNode answer = embed("{\"input\": %s}".formatted(Arrays.toString(expected.tokenIds())));

        assertThat(floats(answer.get("data").get(0).get("embedding"))).containsExactly(expected.embedding(),
                Offset.offset(1e-4f));
        assertThat(answer.get("usage").get("prompt_tokens").intValue()).isEqualTo(expected.tokenIds().length);
    }

    @Test
    void keepsTheOrderOfSeveralInputs() {
        JsonNode together = embed("{\"input\": [\"Call me Ishmael\", \"whale\", \"It is a truth\"]}");

        assertThat(together.get("data").size()).isEqualTo(3);
        assertThat(floats(together.get("data").get(1).get("embedding"))).containsExactly(
                floats(embed("{\"input\": \"whale\"}").get("data").get(0).get("embedding")), Offset.offset(1e-5f));
        assertThat(together.get("data").get(2).get("index").intValue()).isEqualTo(2);
    }

    @Test
    void base64HoldsTheSameNumbers() {
        String body = "{\"input\": \"Call me Ishmael\", \"encoding_format\": \"%s\"}";
        float[] numbers = floats(embed(body.formatted("float")).get("data").get(0).get("embedding"));
        byte[] bytes = Base64.getDecoder()
            .decode(embed(body.formatted("base64")).get("data").get(0).get("embedding").stringValue());

        float[] decoded = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(decoded);
        assertThat(decoded).containsExactly(numbers);
    }

    @Test
    void keepsTheOrderOfTwoThousandInputs() {
        String inputs = IntStream.range(0, 2048).mapToObj("[%d]"::formatted).collect(Collectors.joining(","));
        JsonNode together = embed("{\"input\": [%s]}".formatted(inputs));

        assertThat(together.get("data").size()).isEqualTo(2048);
        for (int i : new int[] { 0, 1, 777, 2047 }) {
            assertThat(floats(together.get("data").get(i).get("embedding"))).containsExactly(
                    floats(embed("{\"input\": [%d]}".formatted(i)).get("data").get(0).get("embedding")),
                    Offset.offset(1e-5f));
        }
    }

    @Test
    void rejectsTooManyInputs() {
        Answer answer = this.service.post(PATH,
                "{\"input\": [%s]}".formatted(String.join(",", Collections.nCopies(2049, "[1]"))));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error().get("message").stringValue())
            .isEqualTo("input must contain at most 2048 inputs; given: 2049");
    }

    @Test
    void truncatesVectorsToDimensionsAndNormalizesThem() {
        float[] whole = floats(embed("{\"input\": \"whale\"}").get("data").get(0).get("embedding"));
        float[] part = floats(embed("{\"input\": \"whale\", \"dimensions\": 3}").get("data").get(0).get("embedding"));

        assertThat(part).hasSize(3);
        assertThat(Math.sqrt(part[0] * part[0] + part[1] * part[1] + part[2] * part[2])).isCloseTo(1,
                Offset.offset(1e-6));
        assertThat(part[0] / part[1]).isCloseTo(whole[0] / whole[1], Offset.offset(1e-4f));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "truncate_prompt_tokens": 2                              | [4, 5]
            "truncate_prompt_tokens": 2, "truncation_side": "left"   | [4, 5]
            "truncate_prompt_tokens": 2, "truncation_side": "right"  | [1, 2]
            "truncate_prompt_tokens": -1                             | [1, 2, 3, 4, 5]
            "truncate": 2                                            | [4, 5]
            """)
    void truncatesLongInputs(String fields, String kept) {
        JsonNode cut = embed("{\"input\": [1, 2, 3, 4, 5], %s}".formatted(fields));

        assertThat(floats(cut.get("data").get(0).get("embedding"))).containsExactly(
                floats(embed("{\"input\": %s}".formatted(kept)).get("data").get(0).get("embedding")),
                Offset.offset(1e-5f));
    }

    @Test
    void namesTheInputThatIsTooLong() {
        Answer answer = this.service.post(PATH,
                "{\"input\": [[1], [%s]]}".formatted(String.join(",", Collections.nCopies(513, "5"))));

        assertThat(answer.error().get("param").stringValue()).isEqualTo("input[1]");
        assertThat(answer.error().get("message").stringValue())
            .isEqualTo("this model's maximum context length is 512 tokens, but input[1] has 513");
    }

    private JsonNode embed(String body) {
        Answer answer = this.service.post(PATH, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

}
