package io.inkwell.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.inkwell.error.ServiceException;
import io.inkwell.model.adapter.LoraConfig;
import io.inkwell.model.adapter.LoraTarget;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.program.ComputeDevice;
import io.inkwell.model.training.EvaluationResult;
import io.inkwell.model.training.Gpt2Training;
import io.inkwell.model.training.TrainingBatch;
import io.inkwell.tokenizer.Tokenizer;
import io.inkwell.training.TrainingResult.Outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;

/** Trains the embedded model. */
class TrainerIT {

    private static final BooleanSupplier NEVER = () -> false;

    private static final int BLOCK_SIZE = 16;

    private static final LoraOptions LORA = new LoraOptions(2, 8, 0, EnumSet.of(LoraTarget.MLP_INPUT), false);

    @TempDir
    private Path folder;

    private Path text;

    private Path output;

    private final RecordingListener heard = new RecordingListener();

    @BeforeEach
    void writeText() throws IOException {
        this.output = this.folder.resolve("output");
        this.text = Files.writeString(this.folder.resolve("text.txt"), sums(40));
    }

    /** A text that the model does not know, but can learn in a few steps. */
    private static String sums(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("The sum of %d and %d is %d, and nothing else.\n".formatted(i, i + 1, 2 * i + 1));
        }
        return text.toString();
    }

    @Test
    void lowersTheLossAndWritesAModel() throws IOException {
        TestOptions options = options(12).withEvalSplit(10).withLearningRate(2e-3).withIntervals(4, 4, 12);

        TrainingResult result = train(options, this.output, NEVER);

        assertThat(result.outcome()).isEqualTo(Outcome.FINISHED);
        assertThat(this.heard.logs).extracting(LogReport::step).containsExactly(4L, 8L, 12L);
        assertThat(this.heard.logs.get(2).loss()).isLessThan(this.heard.logs.get(0).loss() - 0.5);
        assertThat(this.heard.evaluations.get(2).loss()).isLessThan(this.heard.evaluations.get(0).loss() - 0.5);
        assertThat(result.model()).contains(this.output);
        try (Checkpoint checkpoint = Checkpoint.open(this.output); Tokenizer tokenizer = Tokenizer.open(this.output)) {
            assertThat(checkpoint.notices()).isEmpty();
            assertThat(checkpoint.info("wte.weight").dtype()).isEqualTo("F32");
            assertThat(tokenizer.vocabularySize()).isEqualTo(checkpoint.config().vocabSize());
        }
    }

    @Test
    void resumesToTheBytesOfAnUninterruptedRun() throws IOException {
        TestOptions options = options(6).withBatches(new BatchOptions(2, 2, 1, OptionalLong.of(6)))
            .withSchedule(new ScheduleOptions(ScheduleOptions.Decay.COSINE, 2));
        TrainingResult whole = train(options, this.folder.resolve("whole"), NEVER);
        RecordingListener interrupted = new RecordingListener();

        TrainingResult cancelled = trainer(options, this.output, false).run(interrupted, () -> interrupted.hasSteps(3));
        TrainingResult resumed = trainer(options, this.output, true).run(interrupted, NEVER);

        assertThat(cancelled.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(cancelled.checkpoint()).contains(this.output.resolve("checkpoint-3"));
        assertThat(interrupted.steps).extracting(StepReport::step).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        for (String file : new String[] { "model.safetensors", "optimizer.safetensors" }) {
            assertThat(resumed.checkpoint().orElseThrow().resolve(file))
                .hasSameBinaryContentAs(whole.checkpoint().orElseThrow().resolve(file));
        }
    }

    @Test
    void resumedAdapterHasTheBytesOfAnUninterruptedRun() throws IOException {
        TestOptions options = options(6).withLearningRate(1e-2)
            .withLora(new LoraOptions(4, 8, 0.1, EnumSet.allOf(LoraTarget.class), true));
        TrainingResult whole = train(options, this.folder.resolve("whole"), NEVER);
        RecordingListener interrupted = new RecordingListener();
        trainer(options, this.output, false).run(interrupted, () -> interrupted.hasSteps(3));

        TrainingResult resumed = trainer(options, this.output, true).run(interrupted, NEVER);

        assertThat(interrupted.steps.get(5).loss()).isLessThan(interrupted.steps.get(0).loss());
        for (String file : new String[] { "adapter_model.safetensors", "adapter_config.json",
                "optimizer.safetensors" }) {
            assertThat(resumed.checkpoint().orElseThrow().resolve(file))
                .hasSameBinaryContentAs(whole.checkpoint().orElseThrow().resolve(file));
        }
        assertThat(this.output.resolve("adapter_model.safetensors")).exists();
        assertThat(this.output.resolve("model.safetensors")).doesNotExist();
    }

    @Test
    void refusesToResumeAnAdapterWithAnotherBaseModel() throws IOException {
        TestOptions options = options(2).withLora(LORA);
        train(options, this.output, NEVER);
        Path moved = Files.createDirectory(this.folder.resolve("moved"));
        for (Path file : DurableFiles.list(EmbeddedCheckpoint.FOLDER)) {
            Files.copy(file, moved.resolve(file.getFileName()));
        }
        assertThat(resume(options, moved).outcome()).isEqualTo(Outcome.FINISHED);

        // A bit of the last weight.
        Path weights = moved.resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);

        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> resume(options, moved))
            .withMessage("--model must be the base model of the run that is resumed; given: " + moved
                    + ", which has other weights or another config");

        Files.write(weights, Arrays.copyOf(bytes, bytes.length / 2));

        assertThatIOException().isThrownBy(() -> resume(options, moved))
            .withMessageContaining("model.safetensors")
            .withMessageNotContaining("checkpoint-");
    }

    private TrainingResult resume(TestOptions options, Path model) throws IOException {
        return new Trainer(options.options(), new RunModel(model, Optional.of(model.toString())), this.output, true,
                ComputeDevice.CPU, System::nanoTime)
            .run(this.heard, NEVER);
    }

    @ParameterizedTest
    @CsvSource({ "embedded,", "openai-community/gpt2, openai-community/gpt2" })
    void namesABaseModelThatPeftCanResolve(String location, @Nullable String name) throws IOException {
        new Trainer(options(1).withLora(LORA).options(), new RunModel(EmbeddedCheckpoint.FOLDER, Optional.of(location)),
                this.output, false, ComputeDevice.CPU, System::nanoTime)
            .run(this.heard, NEVER);

        assertThat(LoraConfig.read(this.output).baseModel()).isEqualTo((name != null) ? name : "");
    }

    @Test
    void mergedModelHasTheLossOfItsAdapter() throws IOException {
        TestOptions options = options(6).withEvalSplit(20)
            .withLearningRate(1e-2)
            .withLora(new LoraOptions(4, 8, 0, EnumSet.allOf(LoraTarget.class), false));
        train(options, this.output, NEVER);

        Path merged = this.folder.resolve("merged");
        MergedModel.write(EmbeddedCheckpoint.FOLDER, this.output, merged);

        RecordingListener again = new RecordingListener();
        new Trainer(options(1).withEvalSplit(20).options(), new RunModel(merged, Optional.empty()),
                this.folder.resolve("other"), false, ComputeDevice.CPU, System::nanoTime)
            .run(again, NEVER);
        assertThat(again.evaluations.get(0).loss()).isCloseTo(this.heard.evaluations.get(1).loss(), within(1e-5))
            .isLessThan(this.heard.evaluations.get(0).loss() - 0.1);
    }

    @Test
    void canBeCancelledWhileItReads() throws IOException {
        TrainingResult result = train(options(2), this.output, () -> true);

        assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(result.checkpoint()).isEmpty();
        assertThat(DurableFiles.list(this.output)).containsExactly(this.output.resolve(RunLock.FILE));
    }

    @Test
    void refusesToResumeWithOtherOptionsOrTexts() throws IOException {
        TestOptions options = options(2);
        train(options, this.output, NEVER);

        assertRefused(options.withLearningRate(1e-3),
                "--learning-rate must be 5.0E-5 as in the run that is resumed; given: 0.001");
        Files.writeString(this.text, sums(39));
        assertRefused(options,
                "--train-file and --eval-file must be the texts of the run that is resumed; they have changed");
    }

    @Test
    void stopsWithTheLastGoodCheckpointIfTheLearningRateIsAbsurd() throws IOException {
        TestOptions options = options(8).withEvalSplit(10)
            .withLearningRate(1e30)
            .withSchedule(new ScheduleOptions(ScheduleOptions.Decay.CONSTANT, 2))
            .withIntervals(1, 1, 1);

        TrainingResult result = train(options, this.output, NEVER);

        assertThat(result.outcome()).isEqualTo(Outcome.DIVERGED);
        assertThat(result.model()).isEmpty();
        // A warm-up starts with the rate 0, so the first step changes nothing.
        assertThat(result.checkpoint()).contains(this.output.resolve("checkpoint-1"));
        try (Checkpoint checkpoint = Checkpoint.open(this.output.resolve("checkpoint-1"));
                Checkpoint original = Checkpoint.open(EmbeddedCheckpoint.FOLDER)) {
            assertThat(checkpoint.values("ln_f.weight", 0, 192)).isEqualTo(original.values("ln_f.weight", 0, 192));
        }
    }

    @Test
    void returnsTheBestModelIfLaterStepsMakeItWorse() throws IOException {
        Path other = Files.writeString(this.folder.resolve("other.txt"),
                "Once upon a time there was a little girl who lived near the forest with her mother. ".repeat(3));
        TestOptions options = options(6).withData(new DataOptions(this.text, other, 0, BLOCK_SIZE))
            .withLearningRate(5e-3)
            .withSchedule(new ScheduleOptions(ScheduleOptions.Decay.CONSTANT, 2))
            .withIntervals(10, 1, 10);

        TrainingResult result = train(options, this.output, NEVER);

        long best = result.best().orElseThrow().step();
        assertThat(best).isLessThan(6);
        assertThat(this.output.resolve("model.safetensors"))
            .hasSameBinaryContentAs(this.output.resolve("checkpoint-" + best + "/model.safetensors"));
    }

    @Test
    void countsOnlyTheLossOfTheCompletion() throws IOException {
        Path rows = Files.writeString(this.folder.resolve("rows.jsonl"),
                "{\"prompt\": \"Once upon a time\", \"completion\": \" there was a girl.\"}\n");
        TestOptions options = options(1).withData(new DataOptions(this.text, rows, 0, BLOCK_SIZE))
            .withSchedule(new ScheduleOptions(ScheduleOptions.Decay.LINEAR, 1));

        train(options, this.output, NEVER);

        // The first step of a warm-up changes nothing.
        double loss = this.heard.evaluations.get(0).loss();
        assertThat(loss).isCloseTo(completionLoss("Once upon a time", " there was a girl."), within(1e-5));
    }

    /**
     * The loss of all tokens less that of the prompt, for each token after the prompt.
     */
    private static double completionLoss(String prompt, String completion) throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(EmbeddedCheckpoint.FOLDER);
                Tokenizer tokenizer = Tokenizer.open(EmbeddedCheckpoint.FOLDER);
                Gpt2Training model = Gpt2Training.open(checkpoint, ComputeDevice.CPU)) {
            int[] first = tokenizer.encode(prompt);
            int[] second = tokenizer.encode(completion);
            int[] all = Arrays.copyOf(first, first.length + second.length + 1);
            System.arraycopy(second, 0, all, first.length, second.length);
            all[all.length - 1] = checkpoint.config().eosTokenIds().iterator().next();
            EvaluationResult whole = model.evaluate(new TrainingBatch(1, 1, all.length, all, all));
            EvaluationResult start = model.evaluate(new TrainingBatch(1, 1, first.length, first, first));
            return (whole.lossSum() - start.lossSum()) / (second.length + 1);
        }
    }

    @Test
    void rejectsABlockSizeOverTheContext() {
        TestOptions options = options(1).withData(new DataOptions(this.text, null, 0, 513));

        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> train(options, this.output, NEVER))
            .withMessage("--block-size must be at most 512, the context of the model; given: 513");
    }

    @Test
    void rejectsPatienceWithoutEvaluations() {
        TestOptions options = options(1).withPatience(2);

        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> train(options, this.output, NEVER))
            .withMessage("--patience needs evaluations; there are none without --eval-file or with --eval-split 0");
    }

    private void assertRefused(TestOptions options, String message) {
        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> trainer(options, this.output, true).run(this.heard, NEVER))
            .withMessage(message);
    }

    private TestOptions options(long maxSteps) {
        return TestOptions.of(this.text, maxSteps).withData(new DataOptions(this.text, null, 0, BLOCK_SIZE));
    }

    private TrainingResult train(TestOptions options, Path output, BooleanSupplier cancelled) throws IOException {
        return trainer(options, output, false).run(this.heard, cancelled);
    }

    private static Trainer trainer(TestOptions options, Path output, boolean resume) {
        return new Trainer(options.options(), new RunModel(EmbeddedCheckpoint.FOLDER, Optional.of("embedded")), output,
                resume, ComputeDevice.CPU, System::nanoTime);
    }

}
