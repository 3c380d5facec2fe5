package io.inkwell.engine.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import io.inkwell.engine.sequence.ScheduledSequence;
import io.inkwell.engine.sequence.Sequence;

/**
 * Divides the prompt tokens of a step: prompts with the fewest remaining tokens come
 * first, so short ones do not wait for long ones. Prompts age with the tokens that steps
 * compute, not with time, so the order is the same on all machines. Confined to the
 * engine thread.
 */
final class PrefillOrder {

    /**
     * The tokens of later prompts that may delay a prompt, for each token that it has
     * left.
     */
    private static final int MAX_DELAY = 8;

    /** For each prompt, {@link #numComputed} when it got a slot. */
    private final Map<Sequence, Long> starts = new IdentityHashMap<>();

    /** The prompt tokens of all steps so far. */
    private long numComputed;

    /**
     * The parts of prompts that the next step computes.
     * @param prompts those with a slot, in the order of their start
     * @param budget the most tokens of the step
     */
    List<ScheduledSequence> next(List<Sequence> prompts, int budget) {
        this.starts.keySet().retainAll(prompts);
        prompts.forEach((prompt) -> this.starts.putIfAbsent(prompt, this.numComputed));
        List<ScheduledSequence> parts = new ArrayList<>();
        int rest = budget;
        for (Sequence prompt : prompts.stream().sorted(Comparator.comparingLong(this::rank)).toList()) {
            int numTokens = Math.min(prompt.numPending(), rest);
            if (numTokens > 0) {
                parts.add(ScheduledSequence.next(prompt, numTokens));
                rest -= numTokens;
            }
        }
        this.numComputed += budget - rest;
        return parts;
    }

    /**
     * Grows with the remaining tokens and with the start: a later prompt comes first only
     * until the steps have computed {@link #MAX_DELAY} tokens for each remaining one.
     */
    private long rank(Sequence prompt) {
        return this.starts.getOrDefault(prompt, this.numComputed) + (long) MAX_DELAY * prompt.numPending();
    }

}
