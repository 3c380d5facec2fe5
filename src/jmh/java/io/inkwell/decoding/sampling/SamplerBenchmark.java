package io.inkwell.decoding.sampling;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.TokenHistory;
import io.inkwell.decoding.stop.StopConditions;
import io.inkwell.decoding.stop.StopStrings;

/**
 * Chooses one token from a row of GPT-2 logits. Sampling consumes the row, so each invocation copies it first; {@link #copy} measures the copy alone.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SamplerBenchmark {

    private static final int VOCABULARY_SIZE = 50257;

    private static final int NUM_ROWS = 16;

    /** Sampling methods, named after their settings. */
    public enum Choice {

        GREEDY(SamplingParams.builder().temperature(0)), PLAIN(SamplingParams.builder()),
        TEMPERATURE(SamplingParams.builder().temperature(0.7f)), TOP_K(SamplingParams.builder().topK(50)),
        TOP_P(SamplingParams.builder().topP(0.9f)), TYPICAL(SamplingParams.builder().typicalP(0.9f));

        private final SamplingParams params;

        Choice(SamplingParams.Builder params) {
            this.params = params.build();
        }

    }

    /** The sampler under test. */
    @State(Scope.Thread)
    public static class Chooser {

        @Param
        private Choice choice = Choice.GREEDY;

        private TokenSampler sampler = sampler(this.choice);

        @Setup
        public void prepare() {
            this.sampler = sampler(this.choice);
        }

    }

    private final float[][] rows = new float[NUM_ROWS][VOCABULARY_SIZE];

    private final float[] row = new float[VOCABULARY_SIZE];

    private final Logits logits = new Logits();

    private final TokenHistory history = new TokenHistory(new int[] { 1, 2, 3 });

    private int next;

    /**
     * Creates logits with the spread of a language model, which favors a few tokens.
     */
    @Setup
    public void prepare() {
        SplittableRandom random = new SplittableRandom(1);
        for (float[] each : this.rows) {
            for (int i = 0; i < each.length; i++) {
                each[i] = (float) (random.nextGaussian() * 3 - 35);
            }
        }
    }

    private static TokenSampler sampler(Choice choice) {
        StopConditions stop = new StopConditions(0, 16, Set.of(), Set.of(), true, StopStrings.of(List.of()), false);
        return new TokenSampler(choice.params, stop, 1, 0);
    }

    @Benchmark
    public int select(Chooser chooser) {
        copyNext();
        return chooser.sampler.select(this.logits, this.history);
    }

    @Benchmark
    public float[] copy() {
        copyNext();
        return this.row;
    }

    private void copyNext() {
        this.next = (this.next + 1) % NUM_ROWS;
        System.arraycopy(this.rows[this.next], 0, this.row, 0, VOCABULARY_SIZE);
        this.logits.reset(this.row, 0, VOCABULARY_SIZE);
    }

}
