package io.inkwell.docs;

import java.util.Collections;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.inkwell.EmbeddedOfTheJar;
import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;
import io.inkwell.docs.ApiDocument.Operation;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

/** Fields accept exactly the documented values. */
@InkwellService
@EmbeddedOfTheJar
class FieldLimitsIT {

    private static final ApiDocument DOCUMENT = new ApiDocument();

    private static final SchemaBounds BOUNDS = new SchemaBounds(DOCUMENT);

    private static final String TGI = "{'inputs': 'a', 'parameters': {'max_new_tokens': 1}}";

    /** Valid bodies in which each field can be set. */
    private static final Map<String, String> BODIES = Map.ofEntries(entry("/v1/completions", "{'max_tokens': 0}"),
            entry("/v1/chat/completions",
                    "{'messages': [{'role': 'user', 'content': 'a'}], 'max_completion_tokens': 0}"),
            entry("/v1/responses", "{'input': 'a', 'max_output_tokens': 0}"), entry("/v1/embeddings", "{'input': 'a'}"),
            entry("/generate", TGI), entry("/generate_stream", TGI), entry("/", TGI),
            entry("/tokenize", "{'prompt': 'a'}"), entry("/detokenize", "{'tokens': [1]}"),
            entry("/v1/explain/next-token", "{'prompt': 'Call me Ishmael.'}"),
            entry("/v1/explain/attention", "{'prompt': 'a'}"),
            entry("/v1/explain/attention/patterns", "{'prompt': 'a'}"),
            entry("/v1/explain/logit-lens", "{'prompt': 'a'}"), entry("/v1/explain/importance", "{'prompt': 'a'}"));

    /** A prompt of 65 tokens. */
    private static final String LONG = Collections.nCopies(65, 7).toString();

    /** Other fields that a field requires. */
    private static final Map<String, String> REQUIRED = Map.ofEntries(entry("num_beams", "{'use_beam_search': true}"),
            entry("length_penalty", "{'use_beam_search': true}"), entry("early_stopping", "{'use_beam_search': true}"),
            entry("num_beam_groups", "{'use_beam_search': true, 'num_beams': 2}"),
            entry("diversity_penalty", "{'use_beam_search': true, 'num_beams': 2, 'num_beam_groups': 2}"),
            entry("penalty_alpha", "{'top_k': 4}"),
            entry("min_tokens", "{'max_tokens': 1, 'max_completion_tokens': 1}"),
            entry("/v1/responses min_tokens", "{'max_output_tokens': 1}"),
            entry("/v1/responses top_logprobs", "{'include': ['message.output_text.logprobs']}"),
            entry("tool_choice", "{'tools': [{'type': 'function', 'function': {'name': 'f'}}]}"),
            entry("top_logprobs", "{'logprobs': true}"), entry("/v1/completions logprob_token_ids", "{'logprobs': 0}"),
            entry("/v1/chat/completions logprob_token_ids", "{'logprobs': true}"),
            entry("stream_options", "{'stream': true}"), entry("baseline", "{'method': 'integrated_gradients'}"),
            entry("n_steps", "{'method': 'integrated_gradients'}"),
            entry("position", "{'method': 'value_zeroing', 'prompt': 'Call me'}"),
            entry("iterations", "{'method': 'noise'}"), entry("mode", "{'method': 'noise', 'iterations': 20}"),
            entry("rate", "{'method': 'noise', 'iterations': 20}"),
            entry("scale", "{'method': 'noise', 'iterations': 20}"),
            entry("learning_rate", "{'method': 'noise', 'iterations': 20}"),
            entry("samples", "{'method': 'noise', 'iterations': 20}"),
            entry("/v1/explain/importance num_output_tokens", "{'granularity': 'sentence', 'prompt': " + LONG + "}"),
            entry("/v1/explain/kv-cache num_output_tokens", "{'prompt': " + LONG + "}"),
            // A field with a single allowed value does not depend on others.
            entry("/v1/explain/next-token min_tokens", "{}"), entry("/v1/explain/beam penalty_alpha", "{}"),
            entry("/v1/explain/generate-trace num_beams", "{}"));

    /** Other fields that a field excludes. */
    private static final Map<String, String> WITHOUT = Map.of("messages", "prompt", "max_tokens",
            "max_completion_tokens");

    private final ServiceClient service;

    FieldLimitsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    /** A field in the body of a path. */
    record Field(String path, String name, JsonNode schema) {

        String body(JsonNode value) {
            ObjectNode body = object(BODIES.getOrDefault(this.path, "{}"));
            body.remove(WITHOUT.getOrDefault(this.name, ""));
            return body.setAll(object(requiredFields())).set(this.name, value).toString();
        }

        private String requiredFields() {
            return REQUIRED.getOrDefault(this.path + " " + this.name, REQUIRED.getOrDefault(this.name, "{}"));
        }

        private static ObjectNode object(String json) {
            return (ObjectNode) JsonMapper.shared().readTree(json.replace('\'', '"'));
        }

        @Override
        public String toString() {
            return this.name + " of " + this.path;
        }

    }

    // Loading models and adapters requires an API key: their own tests check the fields.
    static Stream<Field> fields() {
        return DOCUMENT.operations()
            .stream()
            .filter((operation) -> operation.method().equals("POST") && operation.isOpen())
            .flatMap((post) -> {
                JsonNode body = post.definition().at("/requestBody/content/application~1json/schema");
                return DOCUMENT.properties(body)
                    .entrySet()
                    .stream()
                    .map((field) -> new Field(post.path(), field.getKey(), field.getValue()));
            });
    }

    @ParameterizedTest
    @MethodSource("fields")
    void acceptsBoundaryValues(Field field) {
        assertThat(BOUNDS.inside(field.schema())).allSatisfy((value) -> {
            Answer answer = this.service.post(field.path(), field.body(value));
            assertThat(answer.status()).as(value + ": " + answer.body()).isEqualTo(200);
        });
    }

    @ParameterizedTest
    @MethodSource("fields")
    void rejectsValuesBeyondTheBoundary(Field field) {
        assertThat(BOUNDS.outside(field.schema())).isNotEmpty().allSatisfy((value) -> {
            Answer answer = this.service.post(field.path(), field.body(value));
            boolean isTgi = Operation.isTgi(field.path());
            JsonNode named = isTgi ? answer.error() : answer.error().path("param");
            assertThat(answer.status()).as(value + ": " + answer.body()).isEqualTo(isTgi ? 422 : 400);
            assertThat(named.asString("")).as(answer.body()).startsWith(field.name());
        });
    }

}
