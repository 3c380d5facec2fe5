package io.inkwell.engine.schedule;

import java.time.Duration;
import java.util.OptionalDouble;

import io.inkwell.engine.request.PrefillLimit;
import io.inkwell.engine.request.SchedulerLimits;

/**
 * The number of prompt tokens of each step. Beside decoding sequences it fills the step
 * up to a time: a pause between two tokens of a stream then has the same length on every
 * machine, with every precision. Confined to the engine thread.
 */
final class PrefillBudget {

    /**
     * The time to fill, as a multiple of a step without prompts. The longest of many
     * steps takes half as long again, so pauses stay below three usual steps.
     */
    private static final double USUAL_STEPS = 1.9;

    /** The prompt tokens of the step that shows what a prompt token costs. */
    private static final int FIRST_TOKENS = 16;

    /**
     * The most prompt tokens of a step, as a multiple of those of the last step with any.
     */
    private static final long MAX_GROWTH = 2;

    /** The steps with prompts after which one without shows what decoding costs. */
    private static final int MAX_PREFILLS_IN_A_ROW = 32;

    private final int maxTokens;

    private final PrefillLimit besideDecode;

    private final StepCosts costs = new StepCosts();

    private int numPrefillsInARow;

    /** The prompt tokens of the last step with any. */
    private int lastTokens = FIRST_TOKENS;

    PrefillBudget(SchedulerLimits limits) {
        this.maxTokens = limits.maxPrefillTokens();
        this.besideDecode = limits.besideDecode();
    }

    /**
     * The most prompt tokens of the next step. If few decoding sequences delay many
     * prompts, the number grows with the prompts per decoding sequence.
     * @param numDecodeRows the rows of the decoding sequences, with their drafts
     */
    int tokens(int numDecodes, int numDecodeRows, int numPrompts) {
        if (numDecodes == 0) {
            return this.maxTokens;
        }
        int share = Math.max(1, numPrompts / numDecodes);
        return (int) Math.min(this.maxTokens, (long) tokensBesideDecode(numDecodeRows) * share);
    }

    private int tokensBesideDecode(int numDecodeRows) {
        if (this.besideDecode instanceof PrefillLimit.Tokens fixed) {
            return fixed.max();
        }
        OptionalDouble decode = this.costs.decodeNanos(numDecodeRows);
        if (decode.isEmpty() || this.numPrefillsInARow >= MAX_PREFILLS_IN_A_ROW) {
            return 0;
        }
        OptionalDouble perToken = this.costs.nanosPerPrefillToken();
        if (perToken.isEmpty()) {
            return FIRST_TOKENS;
        }
        double target = ((PrefillLimit.StepTime) this.besideDecode).target()
            .map((time) -> (double) time.toNanos())
            .orElse(USUAL_STEPS * decode.getAsDouble());
        long tokens = Math.round((target - decode.getAsDouble()) / perToken.getAsDouble());
        return (int) Math.max(1, Math.min(mostTokens(), tokens));
    }

    /** A wrong estimate, as of the first steps of a JVM, must not cause a long pause. */
    private long mostTokens() {
        return Math.min(this.maxTokens, MAX_GROWTH * Math.max(FIRST_TOKENS, this.lastTokens));
    }

    /** Learns from a step. */
    void computed(ScheduledBatch batch, Duration time) {
        int numDecodeRows = batch.numDecodeRows();
        int numPrefillTokens = batch.numPrefillTokens();
        if (numDecodeRows == 0) {
            return;
        }
        this.numPrefillsInARow = (numPrefillTokens > 0) ? this.numPrefillsInARow + 1 : 0;
        this.lastTokens = (numPrefillTokens > 0) ? numPrefillTokens : this.lastTokens;
        this.costs.add(numDecodeRows, numPrefillTokens, time.toNanos());
    }

}
