package io.inkwell.model.program;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import ai.djl.engine.Engine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.inkwell.model.Deviation;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.checkpoint.RandomCheckpoint;
import io.inkwell.model.step.Gpt2Predictor;
import io.inkwell.model.step.MixedStep;
import io.inkwell.model.step.MixedStep.Part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Compares the program with native operators with the one with PyTorch operators, and a
 * row with the same row in another batch.
 */
class NativeKernelsIT {

    private static final int LENGTH = 150;

    private static final Set<String> TILES = Set.of("amx_tile", "amx_int8", "amx_bf16");

    /** CI prints these lines at its end. */
    @BeforeAll
    static void printWhatThisProcessorCannotRun() {
        Processor processor = Processor.current();
        for (Kernels kernels : Kernels.values()) {
            if (!processor.supports(kernels)) {
                System.out.printf("NOT RUN: NativeKernelsIT with the %s kernels, which this processor cannot run%n",
                        kernels.label());
            }
        }
        if (!processor.flags().containsAll(TILES)) {
            System.out.println("NOT RUN: NativeKernelsIT with AMX tiles, which this processor does not have");
        }
    }

    @BeforeEach
    void usesLibrary() {
        assumeThat(Processor.current().supports(Kernels.AVX2)).as("this is Linux on x86-64 with AVX2").isTrue();
        DjlRuntime.prepare();
        Engine.getEngine("PyTorch");
        assertThat(NativeKernels.loaded()).isNotEqualTo(Kernels.PORTABLE);
    }

    @ParameterizedTest
    @EnumSource(names = { "FLOAT32", "FLOAT16" })
    void equalsPortableProgram(Precision precision) throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(EmbeddedCheckpoint.FOLDER)) {
            assertThat(Deviation.largest(logits(checkpoint, precision), portableLogits(checkpoint, precision)))
                .isLessThan(tolerance(precision));
        }
    }

    // Head sizes below, above, and at multiples of the vector width. Widths that are not
    // multiples of 4 or 16. A last vocabulary panel of 13, 3 and 1.
    @ParameterizedTest
    @CsvSource(textBlock = """
            16,  2, 64,  64, gelu_new
            30,  3, 27,  61, gelu_new
            128, 2, 32,  64, gelu_new
            100, 2, 401, 83, gelu
            132, 2, 131, 65, relu
            65,  1, 33,  17, gelu_new
            """)
    void equalsPortableProgramInOddShapes(int hidden, int numHeads, int inner, int vocabulary, String activation)
            throws IOException {
        RandomCheckpoint random = RandomCheckpoint.tiny()
            .with("n_embd", hidden)
            .with("n_head", numHeads)
            .with("n_inner", inner)
            .with("vocab_size", vocabulary)
            .with("activation_function", activation);
        try (Checkpoint checkpoint = random.open()) {
            for (Precision precision : List.of(Precision.FLOAT32, Precision.FLOAT16)) {
                assertThat(Deviation.largest(logits(checkpoint, precision), portableLogits(checkpoint, precision)))
                    .as("%s", precision)
                    .isLessThan(tolerance(precision));
            }
            assertThatInt8IsAsCloseAsPortable(checkpoint);
        }
    }

    @Test
    void int8IsAsAccurateAsPortableProgram() throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(EmbeddedCheckpoint.FOLDER)) {
            assertThatInt8IsAsCloseAsPortable(checkpoint);
        }
    }

    /**
     * The products are PyTorch's; a difference in the last digit of their inputs is a
     * step of 1/256.
     */
    @Test
    void bfloat16IsCloseToPortableProgram() throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(EmbeddedCheckpoint.FOLDER)) {
            assertThat(Deviation.usual(logits(checkpoint, Precision.BFLOAT16),
                    portableLogits(checkpoint, Precision.BFLOAT16)))
                .isLessThan(1.0 / 256);
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "INT8", "FLOAT16" })
    void rowIsIndependentOfBatchAndChunks(Precision precision) throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(EmbeddedCheckpoint.FOLDER)) {
            assertThatRowsDoNotSeeTheirNeighbors(checkpoint, precision);
        }
    }

    /** Several rows share the keys that they read. */
    @ParameterizedTest
    @EnumSource(names = { "INT8", "FLOAT16" })
    void rowIsIndependentOfBatchWithGpt2HeadSize(Precision precision) throws IOException {
        RandomCheckpoint random = RandomCheckpoint.tiny().with("n_embd", 128).with("n_positions", 4 * LENGTH + 4);
        try (Checkpoint checkpoint = random.open()) {
            assertThatRowsDoNotSeeTheirNeighbors(checkpoint, precision);
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "FLOAT32", "FLOAT16", "INT8" })
    void ignoresPreviousSlotContents(Precision precision) throws IOException {
        try (Gpt2Model model = EmbeddedCheckpoint.load(precision);
                Gpt2Predictor predictor = model.newPredictor(MixedStep.NUM_SLOTS)) {
            float[] inEmptySlots = MixedStep.run(predictor, MixedStep.SEVERAL);
            assertThat(MixedStep.run(predictor, MixedStep.SEVERAL)).isEqualTo(inEmptySlots);
        }
    }

    /**
     * Float32 sums differ in order. AMX tiles round the inputs of float16 products with
     * many rows to 16 bits, which loses less than rounding the weights did.
     */
    private static double tolerance(Precision precision) {
        return (precision == Precision.FLOAT16) ? 1e-4 : 1e-5;
    }

    private static void assertThatRowsDoNotSeeTheirNeighbors(Checkpoint checkpoint, Precision precision)
            throws IOException {
        double tolerance = (precision == Precision.INT8) ? 0 : tolerance(precision);
        try (Gpt2Model model = Gpt2Model.load(checkpoint, WeightOptions.of(precision));
                Gpt2Predictor predictor = model.newPredictor(MixedStep.NUM_SLOTS)) {
            float[] alone = MixedStep.run(predictor, chunks(1));
            for (int size : new int[] { 3, 7, 9, 16, 45, LENGTH }) {
                assertThat(Deviation.largest(MixedStep.run(predictor, chunks(size)), alone)).as("in chunks of %d", size)
                    .isLessThanOrEqualTo(tolerance);
                assertThat(Deviation.largest(withOthers(predictor, size), alone))
                    .as("in chunks of %d with others", size)
                    .isLessThanOrEqualTo(tolerance);
            }
        }
    }

    // Where the two round differently the results differ, but neither is closer to the
    // exact value. Without VNNI, PyTorch quantizes inputs in half as many steps.
    private static void assertThatInt8IsAsCloseAsPortable(Checkpoint checkpoint) throws IOException {
        float[] exact = portableLogits(checkpoint, Precision.FLOAT32);
        float[] portable = portableLogits(checkpoint, Precision.INT8);
        float[] found = logits(checkpoint, Precision.INT8);
        double error = Deviation.usual(portable, exact);
        assertThat(Deviation.usual(found, exact)).as("error of INT8").isLessThan(1.2 * error);
        assertThat(Deviation.usual(found, portable)).as("distance of INT8").isLessThan(1.2 * error);
    }

    private static float[] logits(Checkpoint checkpoint, Precision precision) throws IOException {
        return MixedStep.runSeveral(Gpt2Program.load(checkpoint, WeightOptions.of(precision), ComputeDevice.CPU),
                checkpoint.config());
    }

    private static float[] portableLogits(Checkpoint checkpoint, Precision precision) throws IOException {
        return MixedStep.runSeveral(Gpt2Program.loadPortable(checkpoint, WeightOptions.of(precision)),
                checkpoint.config());
    }

    /** One sequence in slot 2. */
    private static List<MixedStep> chunks(int size) {
        List<MixedStep> steps = new ArrayList<>();
        for (int from = 0; from < LENGTH; from += size) {
            steps.add(MixedStep.of(new Part(2, from, Math.min(size, LENGTH - from))));
        }
        return steps;
    }

    /** The logits of its rows alone, with other sequences before and after each. */
    private static float[] withOthers(Gpt2Predictor predictor, int size) {
        float[] all = new float[LENGTH * predictor.vocabularySize()];
        int end = 0;
        int position = 0;
        for (MixedStep chunk : chunks(size)) {
            Part part = chunk.parts().get(0);
            float[] logits = MixedStep
                .of(new Part(3, position, 1), new Part(0, 4 * position, 4), part, new Part(1, position, 1))
                .run(predictor);
            int first = 5 * predictor.vocabularySize();
            int length = part.numTokens() * predictor.vocabularySize();
            System.arraycopy(Arrays.copyOfRange(logits, first, first + length), 0, all, end, length);
            end += length;
            position++;
        }
        return all;
    }

}
