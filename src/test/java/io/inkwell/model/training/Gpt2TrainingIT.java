package io.inkwell.model.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.model.adapter.LoraConfig;
import io.inkwell.model.adapter.LoraTarget;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.CheckpointException;
import io.inkwell.model.checkpoint.RandomCheckpoint;
import io.inkwell.model.program.ComputeDevice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class Gpt2TrainingIT {

    private static final RandomCheckpoint TINY = RandomCheckpoint.tiny();

    private static final int[] TOKENS = new Random(3).ints(48, 0, 64).toArray();

    @TempDir
    private Path folder;

    @Test
    void lossFallsOnARepeatedBatch() throws IOException {
        TrainingBatch batch = new TrainingBatch(1, 4, 12, TOKENS, TOKENS);
        try (Gpt2Training training = open(TINY)) {
            double first = training.step(batch, options(1)).loss();
            for (int step = 2; step <= 30; step++) {
                training.step(batch, options(step));
            }

            assertThat(training.evaluate(batch).meanLoss()).isLessThan(0.7 * first);
        }
    }

    @Test
    void microBatchesEqualOneLargerBatch() throws IOException {
        int[] labels = TOKENS.clone();
        // The two halves have different numbers of targets.
        Arrays.fill(labels, 3, 12, TrainingBatch.IGNORED);
        try (Gpt2Training whole = open(TINY); Gpt2Training parts = open(TINY)) {
            for (int step = 1; step <= 5; step++) {
                StepResult expected = whole.step(new TrainingBatch(1, 4, 12, TOKENS, labels), options(step));
                StepResult result = parts.step(new TrainingBatch(2, 2, 12, TOKENS, labels), options(step));

                assertThat(result.loss()).isCloseTo(expected.loss(), within(1e-5));
                assertThat(result.gradientNorm()).isCloseTo(expected.gradientNorm(), within(1e-5));
            }
        }
    }

    @Test
    void microBatchWithoutTargetsHasNoEffect() throws IOException {
        int[] labels = TOKENS.clone();
        Arrays.fill(labels, 24, 48, TrainingBatch.IGNORED);
        try (Gpt2Training one = open(TINY); Gpt2Training two = open(TINY)) {
            StepResult expected = one
                .step(new TrainingBatch(1, 2, 12, Arrays.copyOf(TOKENS, 24), Arrays.copyOf(TOKENS, 24)), options(1));

            assertThat(two.step(new TrainingBatch(2, 2, 12, TOKENS, labels), options(1))).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 63 })
    void paddingHasNoEffect(int padding) throws IOException {
        int[] padded = new int[4 * 15];
        int[] labels = new int[4 * 15];
        Arrays.fill(padded, padding);
        Arrays.fill(labels, TrainingBatch.IGNORED);
        for (int row = 0; row < 4; row++) {
            System.arraycopy(TOKENS, 12 * row, padded, 15 * row, 12);
            System.arraycopy(TOKENS, 12 * row, labels, 15 * row, 12);
        }
        TrainingBatch longer = new TrainingBatch(1, 4, 15, padded, labels);
        TrainingBatch batch = new TrainingBatch(1, 4, 12, TOKENS, TOKENS);
        try (Gpt2Training expected = open(TINY); Gpt2Training training = open(TINY)) {
            for (int step = 1; step <= 5; step++) {
                assertThat(training.step(longer, options(step)).loss())
                    .isCloseTo(expected.step(batch, options(step)).loss(), within(1e-5));
            }
            assertThat(longer.numTargets()).isEqualTo(batch.numTargets());
            assertThat(training.evaluate(longer).lossSum()).isCloseTo(expected.evaluate(batch).lossSum(), within(1e-3));
        }
    }

    @Test
    void stepThatIsNotFiniteChangesNothing() throws IOException {
        TrainingBatch batch = new TrainingBatch(1, 4, 12, TOKENS, TOKENS);
        StepOptions huge = new StepOptions(1e30, 0.9, 0.999, 1e-8, 0, 1, 0, 0, 1, 0);
        try (Gpt2Training training = open(TINY)) {
            assertThat(training.step(batch, huge).applied()).isTrue();
            List<byte[]> before = List.of(weights(training), moments(training));
            StepResult result = training.step(batch, options(2));

            assertThat(result.applied()).isFalse();
            assertThat(result.loss()).isNaN();
            assertThat(weights(training)).isEqualTo(before.get(0));
            assertThat(moments(training)).isEqualTo(before.get(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "gelu_new", "prelu", "xielu" })
    void resumedTrainingEqualsUninterrupted(String activation) throws IOException {
        RandomCheckpoint start = TINY.with("activation_function", activation).with("tie_word_embeddings", false);
        TrainingBatch batch = new TrainingBatch(2, 2, 12, TOKENS, TOKENS);
        try (Gpt2Training training = open(start)) {
            training.step(batch, options(1));
            training.step(batch, options(2));
            Path saved = Files.createDirectory(this.folder.resolve("saved"));
            Files.write(saved.resolve("config.json"), training.config().write());
            training.writeWeights(saved.resolve("model.safetensors"));
            training.writeMoments(saved.resolve("optimizer.safetensors"));
            try (Checkpoint checkpoint = Checkpoint.open(saved);
                    Gpt2Training resumed = Gpt2Training.open(checkpoint, ComputeDevice.CPU)) {
                resumed.readMoments(saved.resolve("optimizer.safetensors"));

                assertThat(resumed.step(batch, options(3))).isEqualTo(training.step(batch, options(3)));
                assertThat(weights(resumed)).isEqualTo(weights(training));
                assertThat(moments(resumed)).isEqualTo(moments(training));
            }
        }
    }

    @Test
    void writtenWeightsAreThoseOfTheCheckpoint() throws IOException {
        RandomCheckpoint original = TINY.with("activation_function", "xielu").with("tie_word_embeddings", false);
        try (Gpt2Training training = open(original)) {
            Files.write(this.folder.resolve("config.json"), training.config().write());
            training.writeWeights(this.folder.resolve("model.safetensors"));
        }
        try (Checkpoint written = Checkpoint.open(this.folder)) {
            assertThat(written.config()).isEqualTo(original.config());
            assertThat(written.notices()).isEmpty();
            for (String name : written.weightNames()) {
                assertThat(written.values(name, 0, original.weight(name).length)).as(name)
                    .isEqualTo(original.weight(name));
            }
        }
    }

    @Test
    void rejectsMomentsOfAnotherModel() throws IOException {
        Path file = this.folder.resolve("optimizer.safetensors");
        try (Gpt2Training other = open(TINY.with("n_layer", 3)); Gpt2Training training = open(TINY)) {
            other.writeMoments(file);
            assertThatExceptionOfType(CheckpointException.class).isThrownBy(() -> training.readMoments(file))
                .withMessage(file + ": tensor \"transformer.h.2.ln_1.weight.first\" does not belong to the model");

            training.writeMoments(file);
            assertThatExceptionOfType(CheckpointException.class).isThrownBy(() -> other.readMoments(file))
                .withMessage(
                        file + ": tensor \"transformer.h.2.ln_1.weight.first\" must be F32 of shape [16]; found: none");
        }
    }

    @Test
    void newAdapterHasNoEffect() throws IOException {
        TrainingBatch batch = new TrainingBatch(1, 4, 12, TOKENS, TOKENS);
        LoraConfig lora = new LoraConfig(2, 4, 0.5, EnumSet.allOf(LoraTarget.class), false, "");
        try (Gpt2Training base = open(TINY);
                Checkpoint checkpoint = TINY.open();
                Gpt2Training adapted = Gpt2Training.openLora(checkpoint, lora, 1, ComputeDevice.CPU)) {
            assertThat(adapted.evaluate(batch)).isEqualTo(base.evaluate(batch));

            double loss = adapted.step(batch, new StepOptions(1e-2, 0.9, 0.999, 1e-8, 0, 1, 0, 0, 1, 0)).loss();
            assertThat(loss).isCloseTo(base.evaluate(batch).meanLoss(), within(1e-6));
            assertThat(adapted.evaluate(batch).meanLoss()).isLessThan(loss);
        }
    }

    @Test
    void dropoutDependsOnTheSeedAlone() throws IOException {
        TrainingBatch batch = new TrainingBatch(1, 4, 12, TOKENS, TOKENS);
        try (Gpt2Training training = open(TINY); Gpt2Training again = open(TINY)) {
            StepResult result = training.step(batch, dropout(0.2, 5));

            assertThat(result.loss()).isNotEqualTo(training.evaluate(batch).meanLoss());
            assertThat(again.step(batch, dropout(0.2, 5))).isEqualTo(result);
        }
        try (Gpt2Training training = open(TINY); Gpt2Training other = open(TINY)) {
            assertThat(training.step(batch, dropout(0.2, 5)).loss())
                .isNotEqualTo(other.step(batch, dropout(0.2, 6)).loss());
        }
    }

    @Test
    void rejectsWhatDoesNotFitTheModel() throws IOException {
        int[] ignored = new int[48];
        Arrays.fill(ignored, TrainingBatch.IGNORED);
        int[] outside = TOKENS.clone();
        outside[7] = 64;
        try (Gpt2Training training = open(TINY)) {
            assertThatIllegalArgumentException()
                .isThrownBy(() -> training.step(new TrainingBatch(1, 4, 12, TOKENS, ignored), options(1)))
                .withMessage("labels must have at least one target; given: none");
            assertThatIllegalArgumentException()
                .isThrownBy(() -> training.evaluate(new TrainingBatch(1, 1, 48, TOKENS, TOKENS)))
                .withMessage("length must be at most 32; given: 48");
            assertThatIllegalArgumentException()
                .isThrownBy(() -> training.evaluate(new TrainingBatch(1, 4, 12, outside, TOKENS)))
                .withMessage("tokens must be from 0 to 63; given: 64");
            assertThatIllegalArgumentException()
                .isThrownBy(() -> training.evaluate(new TrainingBatch(1, 4, 12, TOKENS, outside)))
                .withMessage("labels must be from 0 to 63; given: 64");
            assertThat(training.evaluate(new TrainingBatch(1, 4, 12, TOKENS, ignored)))
                .isEqualTo(EvaluationResult.NONE);
        }
    }

    private static Gpt2Training open(RandomCheckpoint random) throws IOException {
        try (Checkpoint checkpoint = random.open()) {
            return Gpt2Training.open(checkpoint, ComputeDevice.CPU);
        }
    }

    private static StepOptions options(int step) {
        return new StepOptions(1e-2, 0.9, 0.999, 1e-8, 0.1, 1, 0.1, 0, step, 0);
    }

    private static StepOptions dropout(double dropout, long seed) {
        return new StepOptions(1e-2, 0.9, 0.999, 1e-8, 0.1, 1, 0, dropout, 1, seed);
    }

    private byte[] weights(Gpt2Training training) throws IOException {
        Path file = this.folder.resolve("weights");
        training.writeWeights(file);
        return Files.readAllBytes(file);
    }

    private byte[] moments(Gpt2Training training) throws IOException {
        Path file = this.folder.resolve("moments");
        training.writeMoments(file);
        return Files.readAllBytes(file);
    }

}
