package io.inkwell.docs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.docs.ApiDocument.Operation;
import io.inkwell.error.ErrorKind;

import static org.assertj.core.api.Assertions.assertThat;

/** The document is valid and consistent. */
class ApiDocumentTests {

    private static final SchemaRegistry DRAFT_2020_12 = SchemaRegistry
        .withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private static final Pattern ERROR_ROW = Pattern.compile("(?m)^\\| (\\d+) \\| (\\w+) \\| (\\w*) ?\\|");

    private final ApiDocument document = new ApiDocument();

    /** The schema of the OpenAPI Initiative, iteration 2021-04-15. */
    @Test
    void isAnOpenApi31Document() throws IOException {
        ClassPathResource schema = new ClassPathResource("openapi-3.1-schema.json", ApiDocumentTests.class);

        assertThat(DRAFT_2020_12.getSchema(JsonMapper.shared().readTree(schema.getContentAsByteArray()))
            .validate(this.document.root())).isEmpty();
    }

    @Test
    void describesValuesWithJsonSchemas() {
        List<JsonNode> schemas = new ArrayList<>(this.document.root().path("components").path("schemas").values());
        schemas.addAll(this.document.root().findValues("schema"));

        assertThat(schemas).hasSizeGreaterThan(50)
            .allSatisfy((schema) -> assertThat(
                    DRAFT_2020_12.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                        .validate(schema))
                .as(schema.toString())
                .isEmpty());
    }

    @Test
    void referencesResolveAndEveryComponentIsUsed() {
        List<String> components = this.document.root()
            .path("components")
            .propertyStream()
            .filter((kind) -> !kind.getKey().equals("securitySchemes"))
            .flatMap((kind) -> kind.getValue()
                .propertyStream()
                .map((component) -> "#/components/" + kind.getKey() + "/" + component.getKey()))
            .toList();

        assertThat(this.document.root().findValuesAsString("$ref")).hasSameElementsAs(components);
    }

    @Test
    void operationsHaveUniqueIdsAndATag() {
        List<String> tags = this.document.root().path("tags").findValuesAsString("name");
        List<Operation> operations = this.document.operations();

        assertThat(operations).extracting((operation) -> operation.definition().path("operationId").stringValue())
            .isNotEmpty()
            .doesNotHaveDuplicates();
        assertThat(operations).allSatisfy((operation) -> {
            assertThat(operation.definition().path("summary").stringValue()).isNotEmpty();
            assertThat(tags).contains(operation.definition().path("tags").get(0).stringValue());
        });
    }

    @Test
    void everyRequestAndEveryResponseCarriesTheRequestId() {
        assertThat(this.document.operations())
            .allSatisfy((operation) -> assertThat(operation.definition().path("parameters").findValuesAsString("$ref"))
                .contains("#/components/parameters/RequestId"));
        assertThat(this.document.operations()).flatMap((operation) -> operation.definition().path("responses").values())
            .allSatisfy((response) -> assertThat(this.document.resolve(response).path("headers").has("X-Request-Id"))
                .as(response.toString())
                .isTrue());
    }

    @Test
    void describesEveryProperty() {
        List<String> without = new ArrayList<>();
        forEachProperty(this.document.root().path("components").path("schemas"), (name, property) -> {
            String description = this.document.resolve(property).path("description").asString("").strip();
            if (!description.matches("(?s)\\S.*[.]")) {
                without.add(name);
            }
        });

        assertThat(without).isEmpty();
    }

    private static void forEachProperty(JsonNode schema, BiConsumer<String, JsonNode> action) {
        schema.path("properties").forEachEntry(action);
        schema.forEach((child) -> forEachProperty(child, action));
    }

    @Test
    void examplesMatchTheirSchemas() {
        List<JsonNode> contents = this.document.root()
            .findParents("examples")
            .stream()
            .filter((content) -> content.has("schema"))
            .toList();

        assertThat(contents).hasSizeGreaterThan(15)
            .allSatisfy((content) -> assertThat(content.path("examples").values()).isNotEmpty()
                .allSatisfy(
                        (example) -> assertThat(this.document.validate(content.path("schema"), example.path("value")))
                            .isEmpty()));
    }

    @Test
    void listsEveryErrorKind() {
        String description = this.document.root().path("info").path("description").stringValue();
        JsonNode error = this.document.schema("Error").path("properties").path("error").path("properties");

        assertThat(ERROR_ROW.matcher(description)
            .results()
            .map((row) -> List.of(row.group(1), row.group(2), row.group(3))))
            .containsExactlyInAnyOrderElementsOf(Arrays.stream(ErrorKind.values())
                .map((kind) -> List.of(String.valueOf(kind.status()), kind.type(),
                        (kind.code() != null) ? kind.code() : ""))
                .toList());
        assertThat(error.path("type").path("enum").valueStream().map(JsonNode::stringValue))
            .containsExactlyInAnyOrderElementsOf(kinds().map(ErrorKind::type).distinct().toList());
        assertThat(error.path("code").path("enum").valueStream().map((code) -> code.asStringOpt().orElse(null)))
            .containsExactlyInAnyOrderElementsOf(kinds().map(ErrorKind::code).distinct().toList());
    }

    /**
     * An unknown path or method has no operation to document it, and only models can be
     * in conflict. The response type of a POST depends on its body, whatever Accept says.
     */
    @Test
    void everyPostListsAllErrorStatuses() {
        List<String> statuses = kinds().map(ErrorKind::status).map(String::valueOf).distinct().toList();

        assertThat(this.document.operations())
            .filteredOn((operation) -> operation.path().startsWith("/v1/") && operation.method().equals("POST"))
            .hasSizeGreaterThan(3)
            .allSatisfy((operation) -> assertThat(operation.definition().path("responses").propertyNames()).containsAll(
                    statuses.stream().filter((status) -> !Set.of("405", "406", "409").contains(status)).toList()));
    }

    @Test
    void errorExamplesMatchTheirStatus() {
        assertThat(this.document.operations())
            .flatMap((operation) -> operation.definition().path("responses").properties())
            .filteredOn(
                    (response) -> response.getValue().path("$ref").asString("").matches(".*/(?!Up|Down|TgiError)\\w+"))
            .isNotEmpty()
            .allSatisfy((response) -> assertThat(this.document.resolve(response.getValue()).findValues("error"))
                .isNotEmpty()
                .allSatisfy((error) -> assertThat(kinds()).anySatisfy((kind) -> {
                    assertThat(kind.status()).hasToString(response.getKey());
                    assertThat(kind.type()).isEqualTo(error.path("type").stringValue());
                    assertThat(kind.code()).isEqualTo(error.path("code").asStringOpt().orElse(null));
                })));
    }

    private static Stream<ErrorKind> kinds() {
        return Arrays.stream(ErrorKind.values());
    }

    @Test
    void requiresAKeyExceptForProbes() {
        assertThat(this.document.root().path("security").findValues("apiKey")).hasSize(1);
        assertThat(this.document.root().at("/components/securitySchemes").propertyNames()).containsExactly("apiKey");
        assertThat(this.document.operations()).allSatisfy((operation) -> {
            boolean isProbe = Set.of("/livez", "/readyz", "/health", "/ping").contains(operation.path());
            assertThat(operation.definition().has("security")).as(operation.toString()).isEqualTo(isProbe);
            assertThat(operation.definition().path("responses").has("401")).as(operation.toString())
                .isEqualTo(!isProbe);
        });
    }

    @Test
    void responseExamplesHaveARequestExample() {
        assertThat(this.document.operations())
            .filteredOn((operation) -> operation.definition().at("/requestBody/content").has("application/json"))
            .hasSizeGreaterThan(10)
            .allSatisfy((operation) -> {
                JsonNode contents = operation.definition().at("/responses/200/content");
                assertThat(operation.requests().propertyNames()).isNotEmpty()
                    .containsAll(contents.valueStream()
                        .flatMap((content) -> content.path("examples").propertyNames().stream())
                        .toList());
            });
    }

}
