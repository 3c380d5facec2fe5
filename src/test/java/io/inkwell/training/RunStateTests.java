package io.inkwell.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class RunStateTests {

    private static final Map<String, String> OPTIONS = Map.of("--batch-size", "4", "--epochs", "3.0");

    @TempDir
    private Path folder;

    @Test
    void readsWhatItWrites() throws IOException {
        TrainingHistory history = new TrainingHistory(List.of(new LogReport(10, 0.5, 1.0 / 3, 0.1, 5e-5, 123.4)),
                List.of(new EvaluationReport(10, 0.5, 2.0 / 3, 0.25)));
        RunState state = new RunState(12, Optional.of("embedded"), Optional.of("5e6f7a8b"), OPTIONS, "1a2b3c4d",
                history, new LossSum(0.1 + 0.2, 2));

        state.write(this.folder);

        assertThat(RunState.read(this.folder, 12)).isEqualTo(state);
    }

    @Test
    void rejectsABrokenFile() throws IOException {
        Path file = Files.writeString(this.folder.resolve("training_state.json"), "{");

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> RunState.read(this.folder, 1))
            .withMessageStartingWith(file + " is not the state of a training run");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"step\": 6}", "null",
            "{\"step\": 6, \"options\": {}, \"text\": \"\", \"history\": {}, \"losses\": {\"sum\": 0, \"count\": 0}}" })
    void rejectsAFileThatLacksFields(String content) throws IOException {
        Path file = Files.writeString(this.folder.resolve("training_state.json"), content);

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> RunState.read(this.folder, 6))
            .withMessageStartingWith(file + " is not the state of a training run");
    }

    @Test
    void rejectsTheStateOfAnotherStep() throws IOException {
        new RunState(6, Optional.empty(), Optional.empty(), OPTIONS, "text", TrainingHistory.EMPTY, LossSum.NONE)
            .write(this.folder);

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> RunState.read(this.folder, 10))
            .withMessage(this.folder.resolve("training_state.json")
                    + " is not the state of step 10, which the folder names: it has step 6");
    }

    @Test
    void acceptsTheSameOptions() {
        assertThatNoException().isThrownBy(() -> RunState.initial(Optional.empty(), Optional.empty(), OPTIONS, "text")
            .requireSameOptions(Map.copyOf(OPTIONS)));
    }

    @Test
    void namesTheOptionThatChangedWithBothValues() {
        assertRejected(Map.of("--batch-size", "8", "--epochs", "3.0"),
                "--batch-size must be 4 as in the run that is resumed; given: 8");
    }

    @Test
    void namesAnOptionThatIsNew() {
        assertRejected(Map.of("--batch-size", "4", "--epochs", "3.0", "--max-steps", "5"),
                "--max-steps must be none as in the run that is resumed; given: 5");
    }

    @Test
    void rejectsAnotherText() {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(
                () -> RunState.initial(Optional.empty(), Optional.empty(), OPTIONS, "text").requireSameText("other"))
            .withMessage(
                    "--train-file and --eval-file must be the texts of the run that is resumed; they have changed");
    }

    private static void assertRejected(Map<String, String> options, String message) {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(
                () -> RunState.initial(Optional.empty(), Optional.empty(), OPTIONS, "text").requireSameOptions(options))
            .withMessage(message);
    }

}
