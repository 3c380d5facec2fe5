package io.inkwell.cli.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.inkwell.training.TrainingHistory;

import static org.assertj.core.api.Assertions.assertThat;

class LossPageTests {

    @TempDir
    private Path folder;

    @Test
    void showsSamplesBeforeAndAfterTraining() throws IOException {
        assertThat(page(new Sample("Once", "greedy", "", " a"))).contains(
                "\"columns\":[\"Prompt\",\"Decoding\",\"Before training\",\"After training\"]",
                "\"rows\":[[\"Once\",\"greedy\",\"(blank)\",\" a\"]]");
    }

    @Test
    void hasNoColumnForSamplesThatDoNotExist() throws IOException {
        assertThat(page(new Sample("Once", "greedy", null, " \n"))).contains(
                "\"columns\":[\"Prompt\",\"Decoding\",\"After training\"]",
                "\"rows\":[[\"Once\",\"greedy\",\"(blank)\"]]");
    }

    private String page(Sample sample) throws IOException {
        Path file = this.folder.resolve("loss.html");
        LossPage.write("Training", "3 steps", new TrainingHistory(List.of(), List.of()), List.of(sample), file);
        return Files.readString(file);
    }

}
