package io.inkwell.grammar.schema;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.grammar.GrammarText;
import io.inkwell.grammar.OutputForm;

import static org.assertj.core.api.Assertions.assertThat;

class IntegerSchemaTests {

    private static final int[] BOUNDS = { -1000, -999, -101, -100, -10, -9, -1, 0, 1, 7, 10, 99, 100, 345, 1001 };

    @ParameterizedTest
    @ValueSource(ints = { -1000, -999, -345, -100, -11, -10, -9, -1, 0, 1, 9, 10, 42, 100, 999 })
    void generatesExactlyTheIntegersWithinTheBounds(int min) {
        for (int max : BOUNDS) {
            if (max >= min) {
                GrammarText grammar = grammar("""
                        {"type": "integer", "minimum": %d, "maximum": %d}""".formatted(min, max));
                for (int i = -1200; i <= 1200; i++) {
                    assertThat(grammar.accepts(Integer.toString(i))).as("%d from %d to %d", i, min, max)
                        .isEqualTo(i >= min && i <= max);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({ "123456789012345, true", "123456789012344, false", "999999999999999, true", "1000000000000000, false",
            "99999999999999, false", "-123456789012345, false" })
    void boundsOfManyDigitsAreExact(String text, boolean generated) {
        String mirrored = text.startsWith("-") ? text.substring(1) : "-" + text;

        assertThat(grammar("{\"type\": \"integer\", \"minimum\": 123456789012345}").accepts(text)).isEqualTo(generated);
        assertThat(grammar("{\"type\": \"integer\", \"exclusiveMaximum\": -123456789012344}").accepts(mirrored))
            .isEqualTo(generated);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "-", "-0", "00", "01", "1.0", "1e0", "+1" })
    void generatesNoOtherText(String text) {
        assertThat(grammar("{\"type\": \"integer\", \"minimum\": -5, \"maximum\": 5}").accepts(text)).isFalse();
    }

    private static GrammarText grammar(String schema) {
        return GrammarText.of(OutputForm.JsonSchema.of(JsonMapper.shared().readTree(schema), false));
    }

}
