package io.inkwell.docs;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.inkwell.EmbeddedOfTheJar;
import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;
import io.inkwell.decoding.RandomCase;
import io.inkwell.decoding.RandomCases;
import io.inkwell.docs.ApiDocument.Operation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bodies that the OpenAPI document generates: examples with a few fields at or beyond
 * their bounds, missing, or of another type. Each gets a response or an error in OpenAI's
 * format that blames the client. A body that the document does not allow is an error.
 */
@InkwellService
@EmbeddedOfTheJar
class GeneratedBodiesIT {

    private static final ApiDocument DOCUMENT = new ApiDocument();

    private static final SchemaBounds BOUNDS = new SchemaBounds(DOCUMENT);

    private static final List<Operation> POSTS = DOCUMENT.operations()
        .stream()
        .filter((operation) -> !operation.requests().isEmpty() && operation.isOpen())
        .toList();

    /** Fields without which, or with -1 in which, a completion fills the context. */
    private static final List<String> LENGTHS = List.of("max_tokens", "max_completion_tokens", "max_output_tokens",
            "max_new_tokens", "n_predict");

    private final ServiceClient service;

    GeneratedBodiesIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @RandomCases(seed = 31, count = 400)
    void getAResponseOrAnErrorOfTheClient(RandomCase random) {
        Operation operation = random.of(POSTS.toArray(new Operation[0]));
        JsonNode schema = operation.definition().at("/requestBody/content/application~1json/schema");
        ObjectNode body = body(operation, random);
        String text = random.between(1, 10) == 5 ? cut(body.toString(), random) : body.toString();

        Answer answer = this.service.post(operation.path(), text);

        String shown = operation + " " + text + ": " + answer.body();
        if (answer.status() == 200) {
            assertThat(DOCUMENT.validate(schema, body)).as(shown).isEmpty();
            assertThat(answer.body()).doesNotContain("\"server_error\"");
        }
        else if (operation.isTgi()) {
            assertThat(answer.status()).as(shown).isIn(404, 413, 422);
            assertThat(answer.json().propertyNames()).containsExactly("error", "error_type");
            assertThat(answer.error().stringValue()).as(shown).isNotBlank();
        }
        else {
            assertThat(answer.status()).as(shown).isIn(400, 404, 413);
            assertThat(answer.json().propertyNames()).containsExactly("error");
            assertThat(answer.error().propertyNames()).containsExactly("message", "type", "param", "code");
            assertThat(answer.error().path("message").stringValue()).as(shown).isNotBlank();
        }
    }

    private static ObjectNode body(Operation operation, RandomCase random) {
        JsonNode[] examples = operation.requests().valueStream().toArray(JsonNode[]::new);
        ObjectNode body = (ObjectNode) random.of(examples).path("value").deepCopy();
        JsonNode schema = operation.definition().at("/requestBody/content/application~1json/schema");
        Map<String, JsonNode> fields = DOCUMENT.properties(schema);
        String[] names = fields.keySet().toArray(new String[0]);
        for (int changes = random.between(1, 5); changes > 0; changes--) {
            String name = random.of(names);
            JsonNode field = Objects.requireNonNull(fields.get(name));
            switch (random.between(0, 9)) {
                case 0 -> body.remove(name);
                case 1 -> body.set(name, random.of(examples).path("value").deepCopy());
                case 2, 3 -> body.set(name, random.of(BOUNDS.outside(field).toArray(new JsonNode[0])));
                default -> BOUNDS.inside(field)
                    .stream()
                    .skip(random.between(0, Math.max(0, BOUNDS.inside(field).size() - 1)))
                    .findFirst()
                    .ifPresent((value) -> body.set(name, value));
            }
        }
        keepShort(body, names);
        return body;
    }

    private static void keepShort(ObjectNode body, String... names) {
        LENGTHS.forEach((length) -> {
            if (body.path(length).isIntegralNumber() && body.path(length).asLong(0) == -1) {
                body.put(length, 2);
            }
        });
        LENGTHS.stream()
            .filter((length) -> List.of(names).contains(length) && LENGTHS.stream().noneMatch(body::has))
            .findFirst()
            .ifPresent((length) -> body.put(length, 2));
    }

    private static String cut(String body, RandomCase random) {
        return body.substring(0, random.between(0, body.length() - 1));
    }

}
