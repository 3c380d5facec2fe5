package io.inkwell.registry.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.chat.TemplateSource;

import static org.assertj.core.api.Assertions.assertThat;

class TemplateFilesTests {

    private Path folder;

    @BeforeEach
    void setUp(@TempDir Path directory) {
        this.folder = directory;
    }

    @Test
    void findsNoTemplate() throws IOException {
        assertThat(template()).isNull();
        write("tokenizer_config.json", "{\"chat_template\": null}");
        assertThat(template()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"own\"", "{\"tool_use\": \"x\", \"default\": \"own\"}",
            "[{\"name\": \"tool_use\", \"template\": \"x\"}, {\"name\": \"default\", \"template\": \"own\"}]" })
    void readsTheTemplateOrTheDefaultOne(String templates) throws IOException {
        write("tokenizer_config.json", "{\"chat_template\": " + templates + "}");

        assertThat(template()).isEqualTo(TemplateSource.of("tokenizer_config.json", "own"));
    }

    @Test
    void prefersATemplateFile() throws IOException {
        write("chat_template.json", "{\"chat_template\": \"of the processor\"}");
        assertThat(text()).isEqualTo("of the processor");
        write("tokenizer_config.json", "{\"chat_template\": \"of the config\"}");
        assertThat(text()).isEqualTo("of the config");
        write("additional_chat_templates/rag.jinja", "another");
        write("chat_template.jinja", "of the file");
        assertThat(text()).isEqualTo("of the file");
    }

    // Recorded from transformers 5.18: the default of additional_chat_templates replaces
    // chat_template.jinja.
    @Test
    void prefersTheDefaultAdditionalTemplate() throws IOException {
        write("additional_chat_templates/default.jinja", "additional");
        assertThat(text()).isEqualTo("additional");
        write("chat_template.jinja", "of the file");
        write("additional_chat_templates/rag.jinja", "another");
        assertThat(text()).isEqualTo("additional");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    tokenizer_config.json               | {"chat_template": [{"name": "rag", "template": "x"}]} | none of its templates is named default; their names are rag
                    tokenizer_config.json               | {"chat_template": {"rag": "x"}}                       | none of its templates is named default; their names are rag
                    tokenizer_config.json               | {"chat_template": 7}                                  | chat_template must be a string, or strings by name
                    tokenizer_config.json               | {"chat_template": {"default": 7}}                     | chat_template must be a string, or strings by name
                    tokenizer_config.json               | {                                                     | not a JSON document
                    chat_template.json                  | {                                                     | not a JSON document
                    additional_chat_templates/rag.jinja | x                                                     | none of its templates is named default; their names are rag
                    """)
    void reportsInvalidTemplates(String file, String content, String problem) throws IOException {
        write(file, content);

        assertThat(template()).isNotNull().extracting(TemplateSource::problem).isEqualTo(problem);
    }

    @Test
    void readsJsonWrittenByPython() throws IOException {
        write("tokenizer_config.json", "{\"model_max_length\": Infinity, \"x\": NaN, \"chat_template\": \"text\"}");

        assertThat(text()).isEqualTo("text");
    }

    @ParameterizedTest
    @ValueSource(strings = { "chat_template.jinja", "chat_template.json" })
    void ignoresAFolderInPlaceOfAFile(String name) throws IOException {
        Files.createDirectory(this.folder.resolve(name));

        assertThat(template()).isNull();
    }

    @Test
    void rejectsAFileThatIsNotText() throws IOException {
        Files.write(this.folder.resolve("chat_template.jinja"), new byte[] { (byte) 0xff });

        assertThat(template()).isNotNull().extracting(TemplateSource::problem).isEqualTo("not a text file in UTF-8");
    }

    private void write(String file, String content) throws IOException {
        Files.createDirectories(this.folder.resolve(file).getParent());
        Files.writeString(this.folder.resolve(file), content);
    }

    private @Nullable String text() throws IOException {
        TemplateSource template = template();
        return (template != null) ? template.text() : null;
    }

    private @Nullable TemplateSource template() throws IOException {
        return TemplateFiles.find(this.folder);
    }

}
