package io.inkwell.model.program;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import ai.djl.Model;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.model.adapter.LoraAdapter;
import io.inkwell.model.adapter.LoraConfig;
import io.inkwell.model.adapter.LoraTarget;
import io.inkwell.model.adapter.MergedCheckpoint;
import io.inkwell.model.adapter.RandomAdapter;
import io.inkwell.model.adapter.RecordedAdapter;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.step.AdapterWeights;
import io.inkwell.model.step.Gpt2Predictor;
import io.inkwell.model.step.KvCacheSize;
import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepRows;

import static io.inkwell.JsonNumbers.ints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Both programs with LoRA adapters, against merged weights and PEFT. */
class AdapterIT {

    /** Relative to the logit, of those above 1. */
    private static final double CLOSE = 1e-5;

    /** Of single logits, of which a vocabulary has some that are rounded more. */
    private static final double OUTLIER = 3e-5;

    private static final int NUM_SLOTS = 4;

    private final Gpt2Config config = embeddedConfig();

    private static Gpt2Config embeddedConfig() {
        try {
            return RecordedAdapter.embeddedConfig();
        }
        catch (IOException ex) {
            throw new AssertionError(ex);
        }
    }

    @ParameterizedTest
    @CsvSource({ "true, ALL", "true, SOME", "false, ALL", "false, SOME" })
    void logitsEqualThoseOfPeft(boolean isPortable, RecordedAdapter recorded) throws IOException {
        JsonNode record = JsonMapper.shared()
            .readTree(Files.readAllBytes(RecordedAdapter.FOLDER.resolve("logits.json")));
        int[] tokens = ints(record.get("tokens"));
        try (Model program = load(isPortable, Precision.FLOAT32);
                Gpt2Predictor predictor = predictor(program);
                Loaded adapter = new Loaded(recorded.read(), program)) {
            float[] logits = step(predictor, prefill(0, adapter, tokens));

            JsonNode rows = record.get(recorded.folder().getFileName().toString());
            for (int row = 0; row < tokens.length; row++) {
                for (int token = 0; token < rows.get(row).size(); token++) {
                    double expected = rows.get(row).get(token).doubleValue();
                    assertThat((double) logits[row * this.config.vocabSize() + token])
                        .as("row %d, token %d", row, token)
                        .isCloseTo(expected, within(OUTLIER * Math.max(1, Math.abs(expected))));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void rowsOfAMixedStepEqualThoseOfMergedModels(boolean isPortable) throws IOException {
        List<LoraAdapter> adapters = List.of(random(new LoraConfig(1, 2, 0, Set.of(LoraTarget.values()), false, ""), 1),
                random(new LoraConfig(8, 8, 0, Set.of(LoraTarget.values()), true, ""), 2));
        try (Model program = load(isPortable, Precision.FLOAT32);
                Gpt2Predictor predictor = predictor(program);
                Loaded first = new Loaded(adapters.get(0), program);
                Loaded second = new Loaded(adapters.get(1), program)) {
            @Nullable Loaded[] ofSlots = { first, null, second, first };

            List<float[]> mixed = runSlots(predictor, ofSlots);

            for (int slot = 0; slot < NUM_SLOTS; slot++) {
                List<float[]> merged = runMerged(isPortable, (slot == 1) ? null : adapters.get((slot == 2) ? 1 : 0),
                        slot);
                for (int step = 0; step < merged.size(); step++) {
                    assertClose(mixed.get(step * NUM_SLOTS + slot), merged.get(step));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachTargetAloneEqualsItsMergedModel(LoraTarget target) throws IOException {
        for (boolean isPortable : new boolean[] { true, false }) {
            LoraAdapter adapter = random(new LoraConfig(3, 4, 0, Set.of(target), false, ""), 3);
            try (Model program = load(isPortable, Precision.FLOAT32);
                    Gpt2Predictor predictor = predictor(program);
                    Loaded loaded = new Loaded(adapter, program)) {
                @Nullable Loaded[] ofSlots = { null, loaded, null, null };
                List<float[]> mixed = runSlots(predictor, ofSlots);
                List<float[]> merged = runMerged(isPortable, adapter, 1);

                for (int step = 0; step < merged.size(); step++) {
                    assertClose(mixed.get(step * NUM_SLOTS + 1), merged.get(step));
                }
            }
        }
    }

    /** The adapter stays float32, so the error is that of the base model. */
    @ParameterizedTest
    @CsvSource({ "FLOAT16, 0.001", "BFLOAT16, 0.5", "INT8, 1.5" })
    void otherPrecisionsAreAsCloseAsTheirBase(Precision precision, double error) throws IOException {
        for (boolean isPortable : new boolean[] { true, false }) {
            // So strong that its effect exceeds the error of int8, also without AVX-512.
            LoraAdapter adapter = random(new LoraConfig(4, 12, 0, Set.of(LoraTarget.values()), false, ""), 4);
            try (Model program = load(isPortable, precision);
                    Gpt2Predictor predictor = predictor(program);
                    Loaded loaded = new Loaded(adapter, program)) {
                @Nullable Loaded[] ofSlots = { null, loaded, null, null };
                List<float[]> mixed = runSlots(predictor, ofSlots);
                List<float[]> merged = runMerged(true, adapter, 1);
                List<float[]> base = runMerged(true, null, 0);
                List<float[]> withoutAdapter = runMerged(true, null, 1);

                for (int step = 0; step < merged.size(); step++) {
                    float[] adapted = mixed.get(step * NUM_SLOTS + 1);
                    assertClose(adapted, merged.get(step), error);
                    assertClose(mixed.get(step * NUM_SLOTS), base.get(step), error);
                    assertThat(distance(adapted, merged.get(step)))
                        .isLessThan(distance(withoutAdapter.get(step), merged.get(step)));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void stepsWithoutAdaptersKeepTheirBits(Precision precision) throws IOException {
        try (Model program = load(false, precision); Gpt2Predictor predictor = predictor(program)) {
            @Nullable Loaded[] none = new Loaded[NUM_SLOTS];
            List<float[]> before = runSlots(predictor, none);
            try (Loaded adapter = new Loaded(RecordedAdapter.ALL.read(), program)) {
                @Nullable Loaded[] some = { adapter, adapter, adapter, null };
                runSlots(predictor, some);
            }

            assertThat(runSlots(predictor, none)).usingRecursiveComparison().isEqualTo(before);
        }
    }

    @Test
    void memoryIsFreeAfterTheLastUse() throws IOException {
        AtomicInteger numFreed = new AtomicInteger();
        try (Model program = load(false, Precision.FLOAT32)) {
            AdapterWeights weights = new AdapterWeights(RecordedAdapter.SOME.read(), this.config, List.of(program),
                    numFreed::incrementAndGet);
            assertThat(weights.hold()).isTrue();
            weights.release();
            assertThat(numFreed).hasValue(0);

            weights.release();

            assertThat(numFreed).hasValue(1);
            assertThat(weights.hold()).isFalse();
        }
    }

    private LoraAdapter random(LoraConfig lora, long seed) {
        return RandomAdapter.of(lora, this.config, 0.05, seed);
    }

    /** A prefill of different lengths, then a decoding step: the logits of each slot. */
    private List<float[]> runSlots(Gpt2Predictor predictor, @Nullable Loaded[] adapters) {
        StepInput.Builder prefills = StepInput.builder();
        StepInput.Builder decodes = StepInput.builder();
        for (int slot = 0; slot < NUM_SLOTS; slot++) {
            prefills.prefill(prefill(slot, adapters[slot], prompt(slot)));
            decodes.decode(decode(slot, adapters[slot]));
        }
        List<float[]> results = new ArrayList<>(split(predictor, prefills.build()));
        results.addAll(split(predictor, decodes.build()));
        return results;
    }

    private List<float[]> runMerged(boolean isPortable, @Nullable LoraAdapter adapter, int slot) throws IOException {
        try (Checkpoint checkpoint = (adapter != null) ? MergedCheckpoint.open(adapter)
                : Checkpoint.open(EmbeddedCheckpoint.FOLDER);
                Model program = load(checkpoint, isPortable, Precision.FLOAT32);
                Gpt2Predictor predictor = predictor(program)) {
            return List.of(step(predictor, prefill(slot, null, prompt(slot))), step(predictor, decode(slot, null)));
        }
    }

    private List<float[]> split(Gpt2Predictor predictor, StepInput input) {
        float[] logits = predictor.step(input).logits();
        List<float[]> results = new ArrayList<>();
        int start = 0;
        for (StepRows rows : input.rows()) {
            int end = start + rows.numLogits() * this.config.vocabSize();
            results.add(Arrays.copyOfRange(logits, start, end));
            start = end;
        }
        return results;
    }

    private float[] step(Gpt2Predictor predictor, StepRows rows) {
        return split(predictor, StepInput.of(rows)).get(0);
    }

    private int[] prompt(int slot) {
        return IntStream.range(0, 5 + 3 * slot).map((i) -> token(slot, i)).toArray();
    }

    private int token(int slot, int position) {
        return (1 + 7919 * slot + 104729 * position) % this.config.vocabSize();
    }

    /** The last two rows have logits. */
    private static StepRows prefill(int slot, @Nullable Loaded adapter, int[] tokens) {
        int numLogits = (tokens.length == 10) ? tokens.length : 2;
        return StepRows.of(slot, 0, tokens).withLogits(numLogits).withAdapter(weights(adapter));
    }

    private StepRows decode(int slot, @Nullable Loaded adapter) {
        int position = prompt(slot).length;
        return StepRows.of(slot, position, token(slot, position)).withLogits(1).withAdapter(weights(adapter));
    }

    private static @Nullable AdapterWeights weights(@Nullable Loaded adapter) {
        return (adapter != null) ? adapter.weights : null;
    }

    private static void assertClose(float[] actual, float[] expected) {
        assertClose(actual, expected, OUTLIER);
        assertThat(distance(actual, expected)).isLessThan(CLOSE);
    }

    /** The root of the mean square. */
    private static double distance(float[] actual, float[] expected) {
        double squares = 0;
        for (int i = 0; i < expected.length; i++) {
            squares += Math.pow(actual[i] - expected[i], 2);
        }
        return Math.sqrt(squares / expected.length);
    }

    private static void assertClose(float[] actual, float[] expected, double error) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i]).as("logit %d", i)
                .isCloseTo(expected[i], within(error * Math.max(1, Math.abs(expected[i]))));
        }
    }

    private Gpt2Predictor predictor(Model program) {
        return new Gpt2Predictor(program, this.config, KvCacheSize.ofWholeSlots(NUM_SLOTS, this.config.maxPositions()));
    }

    private static Model load(boolean isPortable, Precision precision) throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(EmbeddedCheckpoint.FOLDER)) {
            return load(checkpoint, isPortable, precision);
        }
    }

    private static Model load(Checkpoint checkpoint, boolean isPortable, Precision precision) throws IOException {
        WeightOptions options = WeightOptions.of(precision);
        return isPortable ? Gpt2Program.loadPortable(checkpoint, options)
                : Gpt2Program.load(checkpoint, options, ComputeDevice.CPU);
    }

    /** An adapter in memory, freed when it is closed. */
    private static final class Loaded implements AutoCloseable {

        private final AdapterWeights weights;

        Loaded(LoraAdapter adapter, Model program) throws IOException {
            this.weights = new AdapterWeights(adapter, RecordedAdapter.embeddedConfig(), List.of(program), () -> {
            });
        }

        @Override
        public void close() {
            this.weights.release();
        }

    }

}
