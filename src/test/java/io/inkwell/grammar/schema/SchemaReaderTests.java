package io.inkwell.grammar.schema;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.grammar.GrammarText;
import io.inkwell.grammar.OutputForm;
import io.inkwell.grammar.automaton.FormException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SchemaReaderTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type": "integer"}                                  | -12                  | true
            {"type": "integer"}                                  | 012                  | false
            {"type": "integer"}                                  | 1.0                  | false
            {"type": "number"}                                   | 1.5e-7               | true
            {"type": ["null", "boolean"]}                        | null                 | true
            {"type": "string"}                                   | "a\\"\\\\\\n€😀"     | true
            {"type": "string"}                                   | "a\\u0041"           | false
            {"type": "string", "maxLength": 2}                   | "\\n😀"              | true
            {"type": "string", "maxLength": 2}                   | "aaa"                | false
            {"minLength": 2}                                     | "a"                  | false
            {"pattern": "b"}                                     | "abc"                | true
            {"pattern": "^\\"$"}                                 | "\\""                | true
            {"pattern": "^b", "maxLength": 2}                    | "bcd"                | false
            {"format": "date"}                                   | "2024-02-29"         | true
            {"format": "date"}                                   | "2023-02-29"         | false
            {"format": "date"}                                   | "1900-02-29"         | false
            {"format": "date"}                                   | "2000-02-29"         | true
            {"enum": ["a", 1, null, {"b": [1]}]}                 | {"b":[1]}            | true
            {"enum": ["a", 1], "type": "string"}                 | 1                    | false
            {"const": "x", "enum": ["x", "y"]}                   | "y"                  | false
            {"items": {"type": "null"}, "minItems": 2}           | [null, null,null]    | true
            {"items": {"type": "null"}, "minItems": 2}           | [null]               | false
            {"items": {"type": "null"}, "maxItems": 1}           | [null,null]          | false
            {"maxItems": 0}                                      | []                   | true
            {"items": false}                                     | []                   | true
            {"anyOf": [{"type": "null"}, {"const": 2}]}          | 2                    | true
            {"allOf": [{"const": 2}]}                            | 2                    | true
            {"type": "integer", "const": 1.0}                    | 1.0                  | true
            {"type": "object"}                                   | {"a": [{}, "b"]}     | true
            true                                                 | [1,{"a":null}]       | true
            {"x-order": 1, "title": "t", "type": "null"}         | null                 | true
            {"type": "integer", "minimum": -9007199254740991, "maximum": 9007199254740991} | -999999999999999 | true
            {"type": "integer", "exclusiveMinimum": -1e15, "exclusiveMaximum": 1e15} | 999999999999999 | true
            {"type": "integer", "minimum": 1.5, "maximum": 3}    | 1                    | false
            {"type": "integer", "minimum": 1.5, "maximum": 3}    | 3                    | true
            {"type": "integer", "minimum": 1}                    | 999999999999999      | true
            {"type": "integer", "exclusiveMinimum": 1, "exclusiveMaximum": 3} | 1       | false
            {"type": "integer", "exclusiveMinimum": 1, "exclusiveMaximum": 3} | 2       | true
            {"type": "integer", "exclusiveMinimum": 1, "exclusiveMaximum": 3} | 3       | false
            {"type": "integer", "exclusiveMaximum": 2.5}         | 2                    | true
            {"type": "integer", "minimum": -1e300, "maximum": -2147483648} | -2147483648 | true
            {"type": ["integer", "null"], "maximum": 3}          | null                 | true
            {"type": ["integer", "null"], "maximum": 3}          | 4                    | false
            """)
    void generatesTheValuesOfASchema(String schema, String value, boolean generated) {
        assertThat(grammar(schema).accepts(value)).isEqualTo(generated);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":1,"b":2,"c":3}    | true
            {"a": 1, "b": 2}       | true
            {"b":2}                | true
            {"b":2,"c":3}          | true
            {"a":1}                | false
            {"b":2,"a":1}          | false
            {"b":2,}               | false
            {,"b":2}               | false
            {}                     | false
            {"b":2,"d":4}          | false
            { "b":2}               | false
            {"b":2 }               | false
            {"b":  2}              | false
            """)
    void keepsTheOrderOfPropertiesAndLeavesOptionalOnesOut(String value, boolean generated) {
        String schema = """
                {"properties": {"a": {"type": "integer"}, "b": {"type": "integer"}, "c": {"type": "integer"}},
                 "required": ["b"]}""";

        assertThat(grammar(schema).accepts(value)).isEqualTo(generated);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":1}                     | true
            {"a":1,"ab":"x","c":"y"}    | true
            {"c":"y"}                   | true
            {"c":"y", "d":"z"}          | true
            {}                          | true
            {"c":1}                     | false
            {"a":"x"}                   | false
            {"c":"y","a":1}             | false
            {"a":1,}                    | false
            """)
    void putsAdditionalPropertiesLastUnderOtherNames(String value, boolean generated) {
        String schema = "{\"properties\": {\"a\": {\"const\": 1}}, \"additionalProperties\": {\"type\": \"string\"}}";

        assertThat(grammar(schema).accepts(value)).isEqualTo(generated);
    }

    @Test
    void followsReferencesThatRecur() {
        GrammarText tree = grammar("""
                {"$ref": "#/$defs/a~1b", "$defs": {"a/b": {"properties": {"v": {"type": "integer"},
                 "children": {"type": "array", "items": {"$ref": "#/$defs/a~1b"}}}, "required": ["v"]}}}""");

        assertThat(tree.accepts("{\"v\":1,\"children\":[{\"v\":2},{\"v\":3,\"children\":[]}]}")).isTrue();
        assertThat(tree.accepts("{\"v\":1,\"children\":[{\"children\":[]}]}")).isFalse();
        assertThat(tree.accepts("{\"v\":1,\"children\":[{\"v\":2}}")).isFalse();
    }

    @Test
    void sharesLargeItemsAsARule() {
        GrammarText grammar = grammar("""
                {"type": "array", "maxItems": 500, "items": {"properties": {"text": {"type": "string"},
                 "more": {"type": "array", "items": {"type": "string", "maxLength": 100}}}}}""");

        assertThat(grammar.accepts("[{\"text\":\"a\"},{\"more\":[\"b\",\"c\"]}]")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    {"oneOf": []}                                        | the keyword oneOf is not supported, at #
                    {"properties": {"a": {"minimum": 1}}}                | the keyword minimum is supported only for the type integer, at #/properties/a
                    {"type": "number", "maximum": 1e15}                  | the keyword maximum is supported only for the type integer, at #
                    {"type": ["integer", "number"], "maximum": 9}        | the keyword maximum is supported only for the type integer, at #
                    {"type": "integer", "maximum": "9"}                  | maximum must be a number, at #
                    {"type": "integer", "minimum": 3, "exclusiveMaximum": 3} | the bounds allow no integer of at most 15 digits, at #
                    {"type": "integer", "minimum": 1e300}                | the bounds allow no integer of at most 15 digits, at #
                    {"type": "integer", "enum": [1], "minimum": 0}       | enum and minimum are not supported together, at #
                    {"nullable": true}                                   | the keyword nullable is not supported, at #
                    {"uniqueItems": true}                                | the keyword uniqueItems is not supported, at #
                    {"type": "text"}                                     | type must be one of object, array, string, number, integer, boolean, null, or a list of them, at #
                    {"type": []}                                         | type must contain at least one type, at #
                    {"anyOf": [{}], "type": "null"}                      | anyOf and type are not supported together, at #
                    {"anyOf": [{}], "pattern": "a"}                      | anyOf and pattern are not supported together, at #
                    {"enum": ["a"], "maxLength": 1}                      | enum and maxLength are not supported together, at #
                    {"enum": [1], "type": "string"}                      | enum and const allow no value of the type, at #
                    {"allOf": [{}, {}]}                                  | allOf is supported only with one schema, at #
                    {"$ref": "https://a/b"}                              | $ref is supported only within the schema, as # or #/..., at #
                    {"$ref": "#/a"}                                      | $ref has no target, "#/a", at #
                    {"format": "email"}                                  | format must be one of date, date-time, ipv4, time, uuid, at #
                    {"minLength": 3, "maxLength": 2}                     | maxLength must be at least minLength, at #
                    {"minItems": -1}                                     | minItems must be an integer of at least 0, at #
                    {"maxLength": 1000000}                               | a repetition needs too many states; a form has at most 32768
                    {"items": [{}]}                                      | a schema must be an object or a boolean, at #/items
                    {"required": ["a"], "additionalProperties": false}   | false allows no value, at #/properties/a
                    {"$ref": "#"}                                        | the form generates no text: nothing matches, or a recursion never ends
                    {"properties": {"a": {"$ref": "#"}}, "required": ["a"]} | the form generates no text: nothing matches, or a recursion never ends
                    {"pattern": "^\\u0001$"}                             | the form generates no text: nothing matches, or a recursion never ends
                    false                                                | false allows no value, at #
                    []                                                   | a schema must be an object or a boolean, at #
                    """)
    void rejectsWhatItCannotEnforce(String schema, String problem) {
        assertThatExceptionOfType(FormException.class).isThrownBy(() -> grammar(schema)).withMessage(problem);
    }

    @Test
    void readsIntegersThatNoDoubleHolds() {
        String huge = "1" + "0".repeat(400);

        assertThatExceptionOfType(FormException.class)
            .isThrownBy(() -> grammar("{\"type\": \"integer\", \"minimum\": %s}".formatted(huge)))
            .withMessage("the bounds allow no integer of at most 15 digits, at #");
        assertThatExceptionOfType(FormException.class).isThrownBy(() -> grammar("{\"minLength\": %s}".formatted(huge)))
            .withMessage("a repetition needs too many states; a form has at most 32768");
        assertThat(grammar("{\"type\": \"integer\", \"maximum\": %s}".formatted(huge)).accepts("7")).isTrue();
        assertThat(grammar("{\"type\": \"integer\", \"const\": %s}".formatted(huge)).accepts(huge)).isTrue();
    }

    @Test
    void limitsTheDepth() {
        String schema = "{\"items\":".repeat(100) + "true" + "}".repeat(100);

        assertThatExceptionOfType(FormException.class).isThrownBy(() -> grammar(schema))
            .withMessageStartingWith("schemas are nested more than 64 deep");
    }

    @Test
    void compilesReferencesToEachDefinitionOnce() {
        StringBuilder definitions = new StringBuilder("\"d0\": {\"type\": \"null\"}");
        for (int i = 1; i < 60; i++) {
            definitions.append(
                    ", \"d%d\": {\"properties\": {\"a\": {\"$ref\": \"#/$defs/d%d\"}, \"b\": {\"$ref\": \"#/$defs/d%d\"}}}"
                        .formatted(i, i - 1, i - 1));
        }

        assertThat(grammar("{\"$ref\": \"#/$defs/d59\", \"$defs\": {%s}}".formatted(definitions)).accepts("{\"b\":{}}"))
            .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    {"type": "object"} | additionalProperties must be false when strict is true, at #
                    {"type": "object", "properties": {"a": true}, "additionalProperties": false} | required must list all properties when strict is true, at #
                    """)
    void strictDemandsClosedObjectsWithoutOptionalProperties(String schema, String problem) {
        assertThatExceptionOfType(FormException.class)
            .isThrownBy(() -> OutputForm.JsonSchema.of(JsonMapper.shared().readTree(schema), true).compile())
            .withMessage(problem);
    }

    private static GrammarText grammar(String schema) {
        return GrammarText.of(OutputForm.JsonSchema.of(JsonMapper.shared().readTree(schema), false));
    }

}
