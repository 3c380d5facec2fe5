package io.inkwell.grammar.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.grammar.GrammarText;
import io.inkwell.grammar.OutputForm;
import io.inkwell.grammar.automaton.FormException;

import static org.assertj.core.api.Assertions.assertThat;

/** The JSON Schema Test Suite: no invalid value may be generated. */
class JsonSchemaSuiteTests {

    private static final Path SUITE = Path.of("src/test/resources/json-schema-test-suite");

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(SUITE)) {
            return files.filter((file) -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void generatesNoInvalidValue(Path file) throws IOException {
        for (JsonNode group : groups(file)) {
            Optional<GrammarText> grammar = compile(group.path("schema"));
            for (JsonNode test : group.path("tests")) {
                boolean accepted = grammar.isPresent() && grammar.get().accepts(test.path("data").toString());
                assertThat(accepted && !test.path("valid").booleanValue()).as("%s: %s", group.path("schema"), test)
                    .isFalse();
            }
        }
    }

    @Test
    void generatesMostValidValuesOfSupportedSchemas() throws IOException {
        int numValid = 0;
        int numGenerated = 0;
        for (Path file : files().toList()) {
            for (JsonNode group : groups(file)) {
                Optional<GrammarText> grammar = compile(group.path("schema"));
                for (JsonNode test : group.path("tests")) {
                    if (grammar.isPresent() && test.path("valid").booleanValue()) {
                        numValid++;
                        numGenerated += grammar.get().accepts(test.path("data").toString()) ? 1 : 0;
                    }
                }
            }
        }
        // The others have types that the schema does not restrict, keys in another order
        // or
        // without a schema, and times with leap seconds.
        assertThat(numGenerated).isGreaterThan(numValid / 2);
    }

    private static List<JsonNode> groups(Path file) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(file)).valueStream().toList();
    }

    private static Optional<GrammarText> compile(JsonNode schema) {
        try {
            return Optional.of(GrammarText.of(OutputForm.JsonSchema.of(schema, false)));
        }
        catch (FormException ex) {
            return Optional.empty();
        }
    }

}
