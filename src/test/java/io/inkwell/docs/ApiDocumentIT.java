package io.inkwell.docs;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.inkwell.EmbeddedOfTheJar;
import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;
import io.inkwell.docs.ApiDocument.Operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The service behaves as documented. The examples are of the model in the main resources;
 * {@code src/test/python/openapi_examples.py} updates them.
 */
@InkwellService
@EmbeddedOfTheJar
class ApiDocumentIT {

    private static final ApiDocument DOCUMENT = new ApiDocument();

    /** The pages and their files are not part of the API. */
    private static final Pattern PAGE = Pattern.compile("GET (/|/docs(/.*)?|/studio/.*)");

    private static final Pattern OF_SPRING_BOOT = Pattern.compile("GET /(livez|readyz|metrics|actuator/.*)");

    /**
     * Fields that differ between responses, among them the use of the prefix cache, and
     * the name of the model's folder.
     */
    private static final Set<String> VARYING = Set.of("created", "created_at", "item_id", "cached_tokens",
            "system_fingerprint", "inkwell", "millis_with", "millis_without", "elapsed_ms", "step_ms", "root");

    private static final double TOLERANCE = 1e-3;

    private final ServiceClient service;

    private final RequestMappingHandlerMapping routes;

    ApiDocumentIT(@LocalServerPort int port, @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping) {
        this.service = new ServiceClient(port);
        this.routes = requestMappingHandlerMapping;
    }

    @Test
    void listsExactlyTheRoutes() {
        Set<String> routes = new TreeSet<>();
        this.routes.getHandlerMethods()
            .keySet()
            .forEach((mapping) -> mapping.getMethodsCondition()
                .getMethods()
                .forEach((method) -> mapping.getPatternsCondition()
                    .getPatterns()
                    .forEach((path) -> routes.add(method + " " + path.getPatternString().replace("{*", "{")))));

        assertThat(routes).filteredOn((route) -> !PAGE.matcher(route).matches())
            .containsExactlyInAnyOrderElementsOf(DOCUMENT.operations()
                .stream()
                .map(Operation::toString)
                .filter((operation) -> !OF_SPRING_BOOT.matcher(operation).matches())
                .toList());
    }

    @ParameterizedTest
    @MethodSource
    void examplesOfRequestsMatchResponses(Operation operation, String example) {
        JsonNode request = operation.requests().path(example).path("value");

        assertAnswers(operation, this.service.post(operation.path(), request.toString()), example);
    }

    static Stream<Arguments> examplesOfRequestsMatchResponses() {
        return openOperations().flatMap((operation) -> operation.requests()
            .propertyNames()
            .stream()
            .map((example) -> arguments(operation, example)));
    }

    @ParameterizedTest
    @MethodSource
    void examplesOfGetMatchResponses(Operation operation) {
        assertAnswers(operation, this.service.get(target(operation)), "embedded");
    }

    /** The path with example values for its parameters. */
    private static String target(Operation operation) {
        String path = operation.path();
        StringBuilder query = new StringBuilder();
        for (JsonNode parameter : operation.definition().path("parameters")) {
            String name = parameter.path("name").asString("");
            String example = parameter.path("example").asString("");
            path = path.replace("{" + name + "}", example);
            if (parameter.path("in").asString("").equals("query") && !example.isEmpty()) {
                query.append(query.isEmpty() ? "?" : "&").append(name).append("=").append(example);
            }
        }
        return path + query;
    }

    static Stream<Operation> examplesOfGetMatchResponses() {
        return openOperations().filter((operation) -> operation.method().equals("GET"));
    }

    private static Stream<Operation> openOperations() {
        return DOCUMENT.operations().stream().filter(Operation::isOpen);
    }

    private static void assertAnswers(Operation operation, Answer answer, String example) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
        JsonNode content = DOCUMENT.resolve(operation.definition().path("responses").path("200")).path("content");
        if (content.isMissingNode()) {
            assertThat(answer.body()).isEmpty();
            return;
        }
        MediaType type = MediaType.parseMediaType(answer.headers().firstValue("Content-Type").orElseThrow());
        JsonNode media = content.required(type.getType() + "/" + type.getSubtype());
        JsonNode shown = media.path("examples").path(example).path("value");
        if (type.isCompatibleWith(MediaType.TEXT_EVENT_STREAM)) {
            assertFits(media.path("schema").path("contentSchema"), events(answer.body()), events(shown.asString("")));
        }
        else if (media.path("schema").path("type").asString("").equals("string")) {
            assertThat(answer.body()).isNotEmpty();
        }
        else {
            assertFits(media.path("schema"), answer.json(), shown);
        }
    }

    private static void assertFits(JsonNode schema, JsonNode answer, JsonNode shown) {
        assertThat(DOCUMENT.validate(schema, answer)).as(answer.toString()).isEmpty();
        assertThat(shown.isMissingNode() || lasting(answer).equals(ApiDocumentIT::compare, lasting(shown)))
            .as("%nshown:    %s%nanswered: %s", shown, answer)
            .isTrue();
    }

    /** The events of a stream, which may have names and end with {@code [DONE]}. */
    private static JsonNode events(String stream) {
        List<String> data = stream.lines()
            .filter((line) -> line.startsWith("data: ") && !line.equals("data: [DONE]"))
            .map((line) -> line.substring(6))
            .toList();
        return JsonMapper.shared().readTree(data.toString());
    }

    private static JsonNode lasting(JsonNode answer) {
        JsonNode copy = answer.deepCopy();
        for (JsonNode event : copy.isArray() ? copy.values() : List.of(copy)) {
            if (event instanceof ObjectNode object && object.path("id").asString("").contains("cmpl-")) {
                object.remove("id");
            }
        }
        copy.findParents("id")
            .stream()
            .filter((parent) -> parent.path("id").asString("").matches("(resp|msg|call)_.*"))
            .forEach((parent) -> ((ObjectNode) parent).remove("id"));
        VARYING.forEach((field) -> copy.findParents(field).forEach((parent) -> ((ObjectNode) parent).remove(field)));
        return copy;
    }

    private static int compare(JsonNode left, JsonNode right) {
        if (left.isNumber() && right.isNumber()) {
            double size = Math.max(1, Math.abs(right.doubleValue()));
            return (Math.abs(left.doubleValue() - right.doubleValue()) <= TOLERANCE * size) ? 0 : 1;
        }
        return Comparator.comparing(JsonNode::toString).compare(left, right);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            InvalidRequest       | field       | {"temperature": 3}
            InvalidRequest       | unsupported | {"suffix": "The End"}
            InvalidRequest       | context     | {"prompt": "Call me Ishmael.", "max_tokens": 600}
            UnknownModel         | model       | {"model": "gpt-4"}
            """)
    void examplesOfErrorsMatchResponses(String response, String example, String body) {
        assertRejects(response, example, this.service.post(body));
    }

    @Test
    void examplesOfBodyErrorsMatchResponses() {
        assertRejects("PayloadTooLarge", "body", this.service.post(" ".repeat(3_000_000)));
        assertRejects("UnsupportedMediaType", "text",
                this.service.send(this.service.to("/v1/completions")
                    .header("Content-Type", "text/plain")
                    .POST(BodyPublishers.ofString("prompt=a"))
                    .build()));
    }

    private static void assertRejects(String response, String example, Answer answer) {
        JsonNode shown = DOCUMENT.root()
            .at("/components/responses/" + response + "/content/application~1json/examples/" + example + "/value");

        assertThat(answer.json()).isEqualTo(shown);
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
    }

    @Test
    void containsTheVersionOfTheService() {
        assertThat(this.service.get("/version").json().path("version").stringValue())
            .startsWith(DOCUMENT.root().path("info").path("version").stringValue());
    }

    @Test
    void namesExistingMeters() {
        JsonNode description = DOCUMENT.root().at("/paths/~1actuator~1prometheus/get/description");
        this.service.complete("{\"max_tokens\": 2}");
        String metrics = this.service.get("/actuator/prometheus").body();

        assertThat(Pattern.compile("`(\\w+)`").matcher(description.stringValue()).results()).hasSize(10)
            .allSatisfy((meter) -> assertThat(metrics).contains("# TYPE " + meter.group(1) + " "));
    }

}
