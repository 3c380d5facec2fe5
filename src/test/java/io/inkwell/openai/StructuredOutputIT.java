package io.inkwell.openai;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;
import io.inkwell.grammar.schema.RandomSchemas;
import io.inkwell.grammar.schema.Validator;

import static org.assertj.core.api.Assertions.assertThat;

/** Structured output of the embedded model. */
@InkwellService
class StructuredOutputIT {

    private static final String CHAT = "/v1/chat/completions";

    private static final String SCHEMA = """
            {"type": "object", "properties": {"name": {"type": "string", "maxLength": 12},
             "age": {"type": "integer"}, "tags": {"type": "array", "items": {"enum": ["a", "b"]}, "maxItems": 3}},
             "required": ["name", "age", "tags"], "additionalProperties": false}""";

    private final ServiceClient service;

    StructuredOutputIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @Test
    void everyFieldRestrictsCompletionsAndChats() {
        Map<String, String> forms = new TreeMap<>(Map.of("\"guided_choice\": [\"north\", \"south\"]", "north|south",
                "\"guided_regex\": \"[0-9]{3}-[a-z]{2}\"", "[0-9]{3}-[a-z]{2}",
                "\"structured_outputs\": {\"choice\": [\"yes\", \"no\"]}", "yes|no",
                "\"structured_outputs\": {\"regex\": \"(19|20)\\\\d\\\\d\"}", "(19|20)\\d\\d",
                "\"structured_outputs\": {\"grammar\": \"root ::= \\\"a\\\" [bc]{4}\"}", "a[bc]{4}",
                "\"guided_grammar\": \"root ::= (\\\"x\\\" | \\\"y\\\") \\\"z\\\"\"", "[xy]z",
                "\"json_schema\": {\"enum\": [12, \"é€\"]}", "12|\"é€\"",
                "\"guided_json\": \"{\\\"type\\\": \\\"boolean\\\"}\"", "true|false",
                "\"structured_outputs\": {\"json\": {\"const\": {\"a\": [1]}}}", "\\{\"a\":\\[1\\]\\}",
                "\"response_format\": {\"type\": \"json_object\", \"schema\": {\"type\": \"null\"}}", "null"));
        forms.forEach((form, expected) -> {
            for (String settings : List.of("\"temperature\": 0", "\"temperature\": 1.5, \"seed\": 3",
                    "\"use_beam_search\": true, \"num_beams\": 3", "\"penalty_alpha\": 0.6, \"top_k\": 4")) {
                JsonNode whole = complete("\"prompt\": \"The answer is\", %s, %s".formatted(settings, form));
                assertThat(only(whole).path("text").stringValue()).as("%s with %s", form, settings).matches(expected);
                assertThat(only(whole).path("finish_reason").stringValue()).isEqualTo("stop");
                JsonNode chat = this.service.ask(CHAT, "{%s, %s, %s}".formatted(question(), settings, form));
                assertThat(only(chat).at("/message/content").stringValue()).matches(expected);
            }
        });
    }

    private static String question() {
        return "\"messages\": [{\"role\": \"user\", \"content\": \"Who?\"}]";
    }

    @Test
    void recursionIsBalanced() {
        JsonNode whole = complete(
                "\"grammar\": \"root ::= \\\"(\\\" root \\\")\\\" | [0-9]\", \"n\": 8, \"seed\": 4, \"max_tokens\": 200");

        assertThat(whole.path("choices").values()).hasSize(8).allSatisfy((choice) -> {
            String text = choice.path("text").stringValue();
            assertThat(text).matches("\\(*[0-9]\\)*");
            assertThat(text.chars().filter((each) -> each == '(').count())
                .isEqualTo(text.chars().filter((each) -> each == ')').count());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"temperature\": 0", "\"seed\": 5, \"n\": 4", "\"seed\": 6, \"n\": 2, \"best_of\": 4",
            "\"use_beam_search\": true, \"num_beams\": 3, \"n\": 2", "\"seed\": 8, \"logprobs\": 3",
            "\"use_beam_search\": true, \"num_beams\": 4, \"num_beam_groups\": 2, \"diversity_penalty\": 1.0",
            "\"seed\": 9, \"repetition_penalty\": 1.3, \"min_tokens\": 90, \"ignore_eos\": true",
            "\"seed\": 10, \"top_k\": 3, \"frequency_penalty\": 1.0" })
    void schemaHoldsWithEveryWayToDecode(String settings) {
        JsonNode whole = complete(
                "\"response_format\": {\"type\": \"json_schema\", \"json_schema\": {\"name\": \"p\", \"strict\": true, \"schema\": %s}}, \"max_tokens\": 100, %s"
                    .formatted(SCHEMA, settings));

        assertThat(whole.path("choices").values()).isNotEmpty().allSatisfy((choice) -> {
            assertThat(choice.path("finish_reason").stringValue()).isEqualTo("stop");
            new Validator(JsonMapper.shared().readTree(SCHEMA)).assertValid(choice.path("text").stringValue());
        });
    }

    @Test
    void streamsTheSameText() {
        String body = "\"prompt\": \"Name:\", \"seed\": 3, \"max_tokens\": 100, \"guided_json\": " + SCHEMA;
        StringBuilder streamed = new StringBuilder();
        List<JsonNode> events = this.service.stream("{%s, \"stream\": true}".formatted(body));
        events.forEach((event) -> streamed.append(only(event).path("text").stringValue()));

        assertThat(streamed).hasToString(only(complete(body)).path("text").stringValue());
        assertThat(only(events.get(events.size() - 1)).path("finish_reason").stringValue()).isEqualTo("stop");
    }

    @Test
    void anyObjectIsJsonUnlessItIsCut() {
        for (int seed = 0; seed < 5; seed++) {
            JsonNode choice = only(complete(
                    "\"response_format\": {\"type\": \"json_object\"}, \"max_tokens\": 200, \"seed\": " + seed));
            String text = choice.path("text").stringValue();
            assertThat(text).startsWith("{");
            if (choice.path("finish_reason").stringValue().equals("stop")) {
                assertThat(JsonMapper.shared().readTree(text).isObject()).isTrue();
            }
        }
    }

    @Test
    void randomSchemasHold() {
        RandomSchemas schemas = new RandomSchemas(21);
        for (int seed = 0; seed < Integer.getInteger("schema-requests", 60); seed++) {
            JsonNode schema = schemas.next();
            JsonNode choice = only(
                    complete("\"max_tokens\": 200, \"seed\": %d, \"guided_json\": %s".formatted(seed, schema)));
            if (choice.path("finish_reason").stringValue().equals("stop")) {
                new Validator(schema).assertValid(choice.path("text").stringValue());
            }
            else {
                assertThat(choice.path("finish_reason").stringValue()).isEqualTo("length");
            }
        }
    }

    @Test
    void endsWithLengthWithinTheForm() {
        JsonNode choice = only(complete("\"max_tokens\": 3, \"temperature\": 0, \"guided_regex\": \"[a-z]{200}\""));

        assertThat(choice.path("finish_reason").stringValue()).isEqualTo("length");
        assertThat(choice.path("text").stringValue()).matches("[a-z]+");
    }

    @Test
    void reportsRawLogProbabilities() {
        String body = "\"prompt\": \"It is a\", \"temperature\": 0, \"max_tokens\": 1, \"logprobs\": 1%s";
        JsonNode free = only(complete(body.formatted("")));
        JsonNode formed = only(complete(body.formatted(", \"guided_choice\": [\"Z\"]")));

        free.at("/logprobs/top_logprobs/0")
            .forEachEntry((token, logprob) -> assertThat(formed.at("/logprobs/top_logprobs/0").get(token))
                .isEqualTo(logprob));
        assertThat(formed.at("/logprobs/token_logprobs/0").doubleValue())
            .isLessThan(free.at("/logprobs/token_logprobs/0").doubleValue());
    }

    @Test
    void combinesWithBansUntilNoTokenIsLeft() {
        Answer answer = this.service
            .post("{\"guided_choice\": [\"a\"], \"allowed_token_ids\": [1], \"max_tokens\": 4, \"temperature\": 0}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error().path("message").stringValue())
            .isEqualTo("no token is left to generate: all tokens are banned by guided_choice, allowed_token_ids");
    }

    private JsonNode complete(String fields) {
        return this.service.complete("{%s}".formatted(fields));
    }

    private static JsonNode only(JsonNode answer) {
        return answer.path("choices").get(0);
    }

}
