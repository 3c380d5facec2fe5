package io.inkwell.explanation.generation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.inkwell.explanation.CancellationToken;
import io.inkwell.explanation.text.ForwardPass;
import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.model.step.CausalLm;

/**
 * Generates a completion greedily or repeats a given one. Computes each step with the KV
 * cache and again without it, and records the work of both.
 */
final class CacheRun {

    private static final double NANOS_PER_MILLI = 1e6;

    private final Gpt2Config config;

    private final CacheRequest request;

    private final FlopCounter work;

    private final ForwardPass pass;

    private final LongSupplier nanoClock;

    private final List<CacheResponse.Step> steps = new ArrayList<>();

    private int[] tokens;

    private long nanosOfLast;

    CacheRun(Gpt2Config config, CausalLm model, CacheRequest request, CancellationToken cancellation,
            LongSupplier nanoClock) {
        this.config = config;
        this.request = request;
        this.work = new FlopCounter(config);
        this.pass = new ForwardPass(model, cancellation);
        this.nanoClock = nanoClock;
        this.tokens = request.prompt();
    }

    void generate() {
        float[] logits = timed(() -> this.pass.read(this.tokens, false));
        record(0, this.nanosOfLast);
        for (int i = 0; i < this.request.numNew(); i++) {
            int tokenId = this.request.next(logits, i);
            int position = this.tokens.length;
            this.tokens = Arrays.copyOf(this.tokens, position + 1);
            this.tokens[position] = tokenId;
            if (i == this.request.numNew() - 1) {
                // Nothing reads the logits after the last token.
                break;
            }
            logits = timed(() -> this.pass.append(tokenId, position));
            long nanosWith = this.nanosOfLast;
            // Computes the whole sequence again; the cells get the same keys and values.
            timed(() -> this.pass.read(this.tokens, false));
            record(position, nanosWith);
        }
    }

    /** The prompt, then the completion. */
    int[] tokens() {
        return this.tokens;
    }

    List<CacheResponse.Step> steps() {
        return this.steps;
    }

    private void record(int numCached, long nanosWith) {
        int length = this.tokens.length;
        this.steps.add(new CacheResponse.Step(numCached, length - numCached, length * this.config.kvBytesPerToken(),
                new CacheResponse.Work(this.work.of(numCached, length), this.work.of(0, length),
                        nanosWith / NANOS_PER_MILLI, this.nanosOfLast / NANOS_PER_MILLI)));
    }

    private float[] timed(Supplier<float[]> step) {
        long start = this.nanoClock.getAsLong();
        float[] logits = step.get();
        this.nanosOfLast = this.nanoClock.getAsLong() - start;
        return logits;
    }

}
