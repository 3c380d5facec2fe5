package io.inkwell.tgi;

import java.util.List;
import java.util.stream.Collectors;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Requests in the format of TGI. */
@InkwellService
class GenerateIT {

    /** The last digits depend on the batch size and on the prefix cache. */
    private static final Offset<Double> CLOSE = within(1e-3);

    private final ServiceClient service;

    GenerateIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    "do_sample": false                                                        | "temperature": 0
                    "temperature": 1.0                                                        | "temperature": 0
                    "repetition_penalty": 1.3, "frequency_penalty": 0.5                       | "temperature": 0, "repetition_penalty": 1.3, "frequency_penalty": 0.5
                    "do_sample": true, "seed": 3                                              | "seed": 3
                    "temperature": 0.7, "top_k": 20, "top_p": 0.9, "typical_p": 0.9, "seed": 3 | "temperature": 0.7, "top_k": 20, "top_p": 0.9, "typical_p": 0.9, "seed": 3
                    "truncate": 2, "top_k": 5, "seed": 4                                      | "truncate_prompt_tokens": 2, "top_k": 5, "seed": 4
                    """)
    void generatesTheTextOfTheSameCompletion(String parameters, String fields) {
        JsonNode generated = generate("It is a truth", "\"max_new_tokens\": 12, " + parameters);
        JsonNode completed = this.service
            .complete("{\"prompt\": \"It is a truth\", \"max_tokens\": 12, %s}".formatted(fields));

        assertThat(generated.propertyNames()).containsExactly("generated_text");
        assertThat(generated.path("generated_text")).isEqualTo(completed.at("/choices/0/text"));
    }

    @Test
    void samplesWithoutParameters() {
        Answer answer = this.service.post("/generate_stream", "{\"inputs\": \"It is a truth\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(events(answer)).last()
            .satisfies((event) -> assertThat(event.path("generated_text").isString()).isTrue());
    }

    @Test
    void detailsHaveTheTokensOfTheSameCompletion() {
        JsonNode generated = generate("Call me Ishmael.", """
                "max_new_tokens": 5, "decoder_input_details": true, "top_n_tokens": 3""");
        JsonNode details = generated.path("details");
        JsonNode completed = this.service.complete("""
                {"prompt": "Call me Ishmael.", "max_tokens": 5, "temperature": 0, "logprobs": 3, "echo": true,
                "return_token_ids": true}""").at("/choices/0/logprobs");
        int numPrompt = details.path("prefill").size();

        assertThat(details.path("finish_reason").stringValue()).isEqualTo("length");
        assertThat(details.path("generated_tokens").intValue()).isEqualTo(5);
        assertThat(details.path("seed").isNull()).isTrue();
        assertThat(details.path("prefill").get(0).path("logprob").isNull()).isTrue();
        for (int i = 0; i < numPrompt + 5; i++) {
            JsonNode token = (i < numPrompt) ? details.path("prefill").get(i)
                    : details.path("tokens").get(i - numPrompt);
            assertThat(token.path("id")).isEqualTo(completed.path("token_ids").get(i));
            assertThat(token.path("text")).isEqualTo(completed.path("tokens").get(i));
            if (i > 0) {
                assertThat(token.path("logprob").doubleValue())
                    .isCloseTo(completed.path("token_logprobs").get(i).doubleValue(), CLOSE);
            }
        }
        assertThat(details.path("top_tokens").size()).isEqualTo(5);
        assertThat(details.path("top_tokens").get(0).valueStream().map((token) -> token.path("id")))
            .containsExactlyElementsOf(completed.path("top_token_ids").get(numPrompt).valueStream().limit(3).toList());
        assertThat(details.path("tokens")
            .valueStream()
            .map((token) -> token.path("text").stringValue())
            .collect(Collectors.joining())).isEqualTo(generated.path("generated_text").stringValue());
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"temperature\": 2.0, \"seed\": 3", "\"return_full_text\": true",
            "\"top_n_tokens\": 2, \"top_k\": 50, \"seed\": 1",
            "\"stop\": [\" the\", \"e \"], \"seed\": 2, \"do_sample\": true" })
    void streamsTheTokensOfTheSameText(String parameters) {
        String given = parameters + ", \"max_new_tokens\": 40, \"details\": true";
        JsonNode whole = generate("naïve “Größe” — 🙂", given);
        List<JsonNode> events = events(this.service.post("/generate_stream", body("naïve “Größe” — 🙂", given)));
        JsonNode last = events.get(events.size() - 1);

        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).path("index").intValue()).isEqualTo(i + 1);
            assertThat(events.get(i).path("generated_text").isNull()).isEqualTo(i < events.size() - 1);
            assertThat(events.get(i).path("token").path("id")).isEqualTo(whole.at("/details/tokens").get(i).path("id"));
            assertThat(events.get(i).has("top_tokens")).isEqualTo(parameters.contains("top_n_tokens"));
        }
        assertThat(last.path("generated_text")).isEqualTo(whole.path("generated_text"));
        assertThat(last.path("details").path("finish_reason")).isEqualTo(whole.at("/details/finish_reason"));
        assertThat(last.path("details").path("generated_tokens").intValue()).isEqualTo(events.size());
        assertThat(events.stream().map((event) -> event.at("/token/text").stringValue()).collect(Collectors.joining()))
            .isEqualTo(last.path("generated_text").stringValue().replace("naïve “Größe” — 🙂", ""));
    }

    @Test
    void endsWithTheStopString() {
        JsonNode plain = generate("It is a truth", "\"max_new_tokens\": 20");
        String stop = plain.path("generated_text").stringValue().substring(6, 9);
        JsonNode stopped = generate("It is a truth", "\"max_new_tokens\": 20, \"details\": true, \"stop\": ["
                + JsonMapper.shared().writeValueAsString(stop) + "]");

        assertThat(stopped.path("generated_text").stringValue()).endsWith(stop);
        assertThat(stopped.at("/details/finish_reason").stringValue()).isEqualTo("stop_sequence");
    }

    @Test
    void bestOfReturnsTheBestSequenceFirst() {
        JsonNode details = generate("It is a truth", """
                "max_new_tokens": 8, "best_of": 4, "do_sample": true, "details": true""").path("details");

        assertThat(details.path("best_of_sequences").size()).isEqualTo(3);
        assertThat(details.path("best_of_sequences").valueStream().mapToDouble(GenerateIT::mean))
            .isSortedAccordingTo((a, b) -> Double.compare(b, a))
            .allMatch((mean) -> mean <= mean(details));
    }

    private static double mean(JsonNode details) {
        return details.path("tokens")
            .valueStream()
            .mapToDouble((token) -> token.path("logprob").doubleValue())
            .average()
            .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type": "regex", "value": "[0-9]{3}-[a-z]{2}"}            | [0-9]{3}-[a-z]{2}
            {"type": "json", "value": {"enum": [12, "a"]}}             | '12|"a"'
            {"type": "json", "value": "{\\"type\\": \\"boolean\\"}"}   | 'true|false'
            {"type": "json_object", "value": {"const": [1]}}           | \\[1\\]
            {"type": "json_schema", "value": {"name": "a", "strict": true, "schema": {"type": "null"}}} | null
            """)
    void holdsTheTextToAGrammar(String grammar, String expected) {
        for (String settings : List.of("\"max_new_tokens\": 20",
                "\"do_sample\": true, \"seed\": 3, \"max_new_tokens\": 20")) {
            String parameters = settings + ", \"details\": true, \"grammar\": " + grammar;
            JsonNode whole = generate("The answer is", parameters);
            List<JsonNode> events = events(this.service.post("/generate_stream", body("The answer is", parameters)));

            assertThat(whole.path("generated_text").stringValue()).matches(expected);
            assertThat(whole.at("/details/finish_reason").stringValue()).isEqualTo("eos_token");
            assertThat(events.get(events.size() - 1).path("generated_text")).isEqualTo(whole.path("generated_text"));
        }
    }

    @Test
    void theRootReturnsAListOrAStream() {
        String body = body("Call me", "\"max_new_tokens\": 4");
        JsonNode list = this.service.ask("/", body);
        List<JsonNode> events = events(this.service.post("/", body.replaceFirst("\\{", "{\"stream\": true, ")));

        assertThat(list.isArray()).isTrue();
        assertThat(list.get(0)).isEqualTo(this.service.ask("/generate", body));
        assertThat(events.get(3).path("generated_text")).isEqualTo(list.get(0).path("generated_text"));
        assertThat(this.service.get("/").headers().firstValue("Content-Type").orElseThrow()).contains("text/html");
    }

    @Test
    void describesTheModel() {
        JsonNode info = this.service.get("/info").json();

        assertThat(info.path("model_pipeline_tag").stringValue()).isEqualTo("text-generation");
        assertThat(info.path("max_total_tokens").intValue()).isEqualTo(512);
        assertThat(info.path("max_best_of").intValue()).isEqualTo(20);
        assertThat(info.path("max_stop_sequences").intValue()).isEqualTo(16);
    }

    private JsonNode generate(String inputs, String parameters) {
        return this.service.ask("/generate", body(inputs, parameters));
    }

    private static String body(String inputs, String parameters) {
        return "{\"inputs\": \"%s\", \"parameters\": {%s}}".formatted(inputs, parameters);
    }

    private static List<JsonNode> events(Answer answer) {
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=UTF-8");
        return answer.body()
            .lines()
            .filter((line) -> !line.isEmpty())
            .map((line) -> JsonMapper.shared().readTree(line.substring("data: ".length())))
            .toList();
    }

}
