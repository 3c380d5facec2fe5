package io.inkwell.tokenizer.training;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class TrainedTokenizerTests {

    private static final JsonNode SAVED = Recorded.read("trained.json").path("saved");

    @TempDir
    private Path folder;

    @Test
    void writesTheFilesOfHuggingFace() throws IOException {
        Recorded.train(SAVED).write(this.folder, 64);

        assertThat(written("tokenizer.json")).isEqualTo(SAVED.path("tokenizer"));
        assertThat(written("tokenizer_config.json")).isEqualTo(SAVED.path("config"));
    }

    @Test
    void replacesExistingFiles() throws IOException {
        Recorded.train(Recorded.read("trained.json").path("cases").get(0)).write(this.folder, 1024);

        Recorded.train(SAVED).write(this.folder, 64);

        assertThat(written("tokenizer.json")).isEqualTo(SAVED.path("tokenizer"));
    }

    private JsonNode written(String name) {
        return JsonMapper.shared().readTree(this.folder.resolve(name));
    }

}
