package io.inkwell.training;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

class RunFolderTests {

    @TempDir
    private Path temporary;

    @Test
    void createsTheFolderOfANewRun() throws IOException {
        Path folder = this.temporary.resolve("a/b");

        RunFolder run = RunFolder.create(folder);

        assertThat(folder).isEmptyDirectory();
        assertThat(run.lastStep()).isEmpty();
    }

    @Test
    void rejectsAFolderThatIsNotEmpty() throws IOException {
        Files.createDirectory(this.temporary.resolve("checkpoint-20"));

        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> RunFolder.create(this.temporary))
            .withMessage("--output must be a new or empty folder, unless --resume continues the run in it; given: "
                    + this.temporary + ", which has checkpoint-20");
    }

    @Test
    void keepsIncompleteFilesOfOtherPrograms() throws IOException {
        Path download = Files.createFile(this.temporary.resolve("film.incomplete"));

        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> RunFolder.create(this.temporary))
            .withMessageEndingWith("which has film.incomplete");

        assertThat(download).exists();
    }

    @Test
    void rejectsAFile() throws IOException {
        Path file = Files.createFile(this.temporary.resolve("file"));

        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> RunFolder.create(file))
            .withMessage("--output must be a folder; given: " + file);
    }

    @Test
    void startsInAFolderThatHasOnlyAnIncompleteCheckpoint() throws IOException {
        writeIncomplete("checkpoint-10.incomplete");
        writeIncomplete("checkpoint-5.removed.incomplete");

        RunFolder.create(this.temporary);

        assertThat(this.temporary).isEmptyDirectory();
    }

    @Test
    void startsInAFolderThatHasOnlyTheMetricsOfARunWithoutACheckpoint() throws IOException {
        Files.writeString(this.temporary.resolve("metrics.csv"), "step\n");
        writeIncomplete("checkpoint-10.incomplete");

        assertThat(RunFolder.create(this.temporary).lastStep()).isEmpty();
    }

    @Test
    void resumesFromTheLastWholeCheckpointAndRemovesTheRest() throws IOException {
        RunFolder run = RunFolder.create(this.temporary);
        save(run, 9);
        save(run, 10);
        writeIncomplete("checkpoint-11.incomplete");
        Files.writeString(this.temporary.resolve("model.safetensors.incomplete"), "half");

        RunFolder resumed = RunFolder.resume(this.temporary);

        assertThat(resumed.lastStep()).hasValue(10);
        assertThat(DurableFiles.list(this.temporary)).containsExactly(resumed.checkpoint(10), resumed.checkpoint(9));
    }

    @Test
    void findsTheLastCheckpointWithoutDeletingFiles() throws IOException {
        RunFolder run = RunFolder.create(this.temporary);
        save(run, 9);
        writeIncomplete("checkpoint-10.incomplete");

        assertThat(RunFolder.inspect(this.temporary).lastStep()).hasValue(9);

        assertThat(this.temporary.resolve("checkpoint-10.incomplete")).exists();
    }

    @Test
    void ignoresACheckpointThatLacksAFile() throws IOException {
        RunFolder run = RunFolder.create(this.temporary);
        save(run, 9);
        save(run, 10);
        Files.delete(run.checkpoint(10).resolve("optimizer.safetensors"));

        assertThat(RunFolder.resume(this.temporary).lastStep()).hasValue(9);
    }

    @Test
    void cannotResumeWithoutACheckpoint() {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> RunFolder.resume(this.temporary))
            .withMessage("--output must be a folder with a whole checkpoint to resume from; without one, start without "
                    + "--resume in a new folder; given: " + this.temporary);
    }

    @Test
    void cannotResumeWithoutTheBestCheckpoint() throws IOException {
        RunFolder run = RunFolder.create(this.temporary);
        save(run, 4);
        save(run, 8);

        run.requireBest(4);

        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> run.requireBest(6))
            .withMessage("--output must have the best checkpoint of the run that is resumed, which is missing: "
                    + this.temporary.resolve("checkpoint-6") + "; restore it, or start a new run with --model "
                    + this.temporary.resolve("checkpoint-8"));
    }

    @Test
    void namesTheEarlierCheckpointIfTheLastIsDamaged() throws IOException {
        RunFolder run = RunFolder.create(this.temporary);
        save(run, 4);
        save(run, 8);
        Files.writeString(this.temporary.resolve("checkpoint-8/training_state.json"), "");

        assertThatIOException().isThrownBy(() -> run.readLast((last) -> RunState.read(last, 8)))
            .withMessage("cannot resume: " + this.temporary.resolve("checkpoint-8/training_state.json")
                    + " is not the state of a training run; delete " + this.temporary.resolve("checkpoint-8")
                    + " to continue from " + this.temporary.resolve("checkpoint-4"));
    }

    @Test
    void saysThatThereIsNoEarlierCheckpointToContinueFrom() throws IOException {
        RunFolder run = RunFolder.create(this.temporary);
        save(run, 4);
        Files.writeString(this.temporary.resolve("checkpoint-4/training_state.json"), "");

        assertThatIOException().isThrownBy(() -> run.readLast((last) -> RunState.read(last, 4)))
            .withMessageEndingWith("; there is no earlier checkpoint");
    }

    @Test
    void replacesACheckpointOfTheSameStep() throws IOException {
        RunFolder run = RunFolder.create(this.temporary);
        save(run, 10);
        Files.writeString(run.checkpoint(10).resolve("old"), "old");

        save(run, 10);

        assertThat(run.checkpoint(10).resolve("old")).doesNotExist();
        assertThat(DurableFiles.list(this.temporary)).containsExactly(run.checkpoint(10));
    }

    @Test
    void bringsBackACheckpointWhoseReplacementWasInterrupted() throws IOException {
        RunFolder run = RunFolder.create(this.temporary);
        save(run, 10);
        writeIncomplete("checkpoint-10.incomplete");
        DurableFiles.setAside(run.checkpoint(10));

        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> RunFolder.create(this.temporary));
        RunFolder resumed = RunFolder.resume(this.temporary);

        assertThat(DurableFiles.list(this.temporary)).containsExactly(resumed.checkpoint(10));
        assertThat(resumed.checkpoint(10).resolve("config.json")).hasContent("config.json of 10");
    }

    @Test
    void removesWhatAReplacementHadSetAside() throws IOException {
        RunFolder run = RunFolder.create(this.temporary);
        save(run, 10);
        writeIncomplete("checkpoint-10.replaced.incomplete");

        RunFolder.resume(this.temporary);

        assertThat(DurableFiles.list(this.temporary)).containsExactly(run.checkpoint(10));
        assertThat(run.checkpoint(10).resolve("config.json")).hasContent("config.json of 10");
    }

    @Test
    void namesTheLastCheckpointIfTheDiskIsFull() throws IOException {
        RunFolder run = RunFolder.create(this.temporary);
        save(run, 10);

        assertThatIOException().isThrownBy(() -> run.save(20, RunFolderTests::fillTheDisk))
            .withMessage("cannot save " + run.checkpoint(20) + ": model.safetensors: No space left on device; the "
                    + "last whole checkpoint is " + run.checkpoint(10));

        assertThat(DurableFiles.list(this.temporary)).containsExactly(run.checkpoint(10));
    }

    @Test
    void saysThatThereIsNoEarlierCheckpoint() throws IOException {
        RunFolder run = RunFolder.create(this.temporary);

        assertThatIOException().isThrownBy(() -> run.save(20, RunFolderTests::fillTheDisk))
            .withMessageEndingWith("No space left on device; there is no earlier checkpoint");
    }

    @Test
    void keepsTheBestAndTheLastCheckpoint() throws IOException {
        RunFolder run = RunFolder.create(this.temporary);
        for (long step = 1; step <= 5; step++) {
            save(run, step);
        }

        run.prune(3, Optional.of(2L));

        assertThat(DurableFiles.list(this.temporary)).containsExactly(run.checkpoint(2), run.checkpoint(4),
                run.checkpoint(5));
        run.prune(1, Optional.of(2L));
        assertThat(DurableFiles.list(this.temporary)).containsExactly(run.checkpoint(2), run.checkpoint(5));
        run.prune(1, Optional.empty());
        assertThat(DurableFiles.list(this.temporary)).containsExactly(run.checkpoint(5));
    }

    @Test
    void publishesTheModelOfACheckpoint() throws IOException {
        RunFolder run = RunFolder.create(this.temporary);
        save(run, 5);

        run.publish(5);

        assertThat(this.temporary.resolve("model.safetensors")).hasContent("model.safetensors of 5");
        assertThat(this.temporary.resolve("config.json")).hasContent("config.json of 5");
        assertThat(this.temporary.resolve("optimizer.safetensors")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = { "config.json", "model.safetensors" })
    void doesNotPublishACheckpointThatLacksAFile(String name) throws IOException {
        RunFolder run = RunFolder.create(this.temporary);
        save(run, 5);
        Files.delete(run.checkpoint(5).resolve(name));

        assertThatIOException().isThrownBy(() -> run.publish(5))
            .withMessage("cannot copy the trained model to " + this.temporary + ": the checkpoint " + run.checkpoint(5)
                    + " has no " + name);

        assertThat(DurableFiles.list(this.temporary)).containsExactly(run.checkpoint(5));
    }

    private static void save(RunFolder run, long step) throws IOException {
        run.save(step, (folder) -> write(folder, step));
    }

    private static void write(Path folder, long step) throws IOException {
        for (String name : new String[] { "config.json", "model.safetensors", "optimizer.safetensors",
                "training_state.json" }) {
            Files.writeString(folder.resolve(name), name + " of " + step);
        }
    }

    private static void fillTheDisk(Path folder) throws IOException {
        Files.writeString(folder.resolve("config.json"), "{}");
        throw new FileSystemException("model.safetensors", null, "No space left on device");
    }

    private void writeIncomplete(String name) throws IOException {
        write(Files.createDirectory(this.temporary.resolve(name)), 1);
    }

}
