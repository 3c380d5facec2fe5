package io.inkwell.training.data;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TextRowTests {

    private static final Path FILE = Path.of("rows.jsonl");

    @Test
    void readsAText() throws IOException {
        assertThat(TextRow.parse(FILE, 1, "{\"text\": \"Gr\\u00f6\\u00dfe\\n\", \"id\": 7}"))
            .isEqualTo(new TextRow.Document("Größe\n"));
    }

    @Test
    void readsAPromptAndACompletion() throws IOException {
        assertThat(TextRow.parse(FILE, 1, "{\"prompt\": \"Q\", \"completion\": \" A\"}"))
            .isEqualTo(new TextRow.Completion("Q", " A"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    [1, 2]                               | ' must be a JSON object; given: [1,2]'
                    "text"                               | ' must be a JSON object; given: "text"'
                    {}                                   | ' must have either "text", or "messages", or "prompt" and "completion"; given: no field'
                    {"messages": [], "text": "a"}        | ' must have either "text", or "messages", or "prompt" and "completion"; given: messages, text'
                    {"text": "a", "prompt": "b"}         | ' must have either "text", or "messages", or "prompt" and "completion"; given: text, prompt'
                    {"text": 12}                         | ': "text" must be a string; given: 12'
                    {"text": null}                       | ': "text" must be a string; given: null'
                    {"prompt": "a"}                      | ': "completion" must be a string; it is missing'
                    {"completion": "a"}                  | ': "prompt" must be a string; it is missing'
                    {"prompt": ["a"], "completion": "b"} | ': "prompt" must be a string; given: ["a"]'
                    {"prompt": "a", "completion": ""}    | ': "completion" must not be empty'
                    """)
    void rejectsOtherRows(String row, String problem) {
        assertThatExceptionOfType(TrainingTextException.class).isThrownBy(() -> TextRow.parse(FILE, 3, row))
            .withMessage("rows.jsonl: line 3" + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"text": "a                 | is not valid JSON, or has a field twice, from column 12 on
            {"text": "a"} {"text": "b"} | must be one JSON object; there is more after it
            {'text': 'a'}               | is not valid JSON, or has a field twice, from column 2 on
            plain text                  | is not valid JSON, or has a field twice, from column 1 on
            {"text":"a","text":"b"}     | is not valid JSON, or has a field twice, from column 19 on
            """)
    void rejectsRowsThatAreNotJson(String row, String problem) {
        assertThatExceptionOfType(TrainingTextException.class).isThrownBy(() -> TextRow.parse(FILE, 12, row))
            .withMessage("rows.jsonl: line 12 " + problem);
    }

    @Test
    void rejectsRowsThatAreNestedTooDeeply() {
        String row = "{\"text\": \"a\", \"other\": " + "[".repeat(2000) + "]".repeat(2000) + "}";

        assertThatExceptionOfType(TrainingTextException.class).isThrownBy(() -> TextRow.parse(FILE, 12, row))
            .withMessage("rows.jsonl: line 12 exceeds a limit on the depth of JSON, or on the length of a number or a "
                    + "name");
    }

}
