package io.inkwell.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ModelFilesTests {

    @TempDir
    private Path source;

    @TempDir
    private Path target;

    @Test
    void copiesConfigAndTokenizerButNoWeights() throws IOException {
        String config = "{ \"model_type\": \"gpt2\",  \"dtype\": \"float32\" }";
        write("config.json", config);
        write("tokenizer.json", "{}");
        write("chat_template.jinja", "{{ messages }}");
        write("model.safetensors", "weights");
        write("README.md", "text");

        ModelFiles.read(this.source).write(this.target);

        assertThat(DurableFiles.list(this.target)).extracting((file) -> file.getFileName().toString())
            .containsExactly("chat_template.jinja", "config.json", "tokenizer.json");
        assertThat(this.target.resolve("config.json")).hasContent(config);
    }

    @Test
    void copiesAdditionalTemplatesToACheckpointAndTheTrainedModel() throws IOException {
        write("config.json", "{}");
        Files.createDirectory(this.source.resolve("additional_chat_templates"));
        write("additional_chat_templates/default.jinja", "{{ messages }}");
        ModelFiles files = ModelFiles.read(this.source);
        RunFolder run = RunFolder.create(this.target);

        run.save(1, (folder) -> {
            files.write(folder);
            new FakeModel().write(folder);
        });
        run.publish(1);

        String template = "additional_chat_templates/default.jinja";
        assertThat(run.checkpoint(1).resolve(template)).hasContent("{{ messages }}");
        assertThat(this.target.resolve(template)).hasContent("{{ messages }}");
    }

    @ParameterizedTest
    @ValueSource(strings = { "dtype", "torch_dtype" })
    void setsTheDtypeOfTheTrainedWeights(String field) throws IOException {
        write("config.json", "{\"n_embd\": 192, \"" + field + "\": \"float16\"}");

        ModelFiles.read(this.source).write(this.target);

        JsonNode config = JsonMapper.shared().readTree(Files.readAllBytes(this.target.resolve("config.json")));
        assertThat(config.path(field).asString()).isEqualTo("float32");
        assertThat(config.path("n_embd").asInt()).isEqualTo(192);
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(this.source.resolve(name), content);
    }

}
