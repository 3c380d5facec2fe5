package io.inkwell.engine.schedule;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The most recent prompts of an engine, as many as there are slots. They estimate the
 * contents of its prefix cache, which only its thread can read. Any thread can call this.
 */
public final class RecentPrompts {

    private final Deque<int[]> prompts = new ArrayDeque<>();

    private final int maxPrompts;

    public RecentPrompts(int maxPrompts) {
        this.maxPrompts = maxPrompts;
    }

    public synchronized void add(int[] prompt) {
        this.prompts.addLast(prompt);
        if (this.prompts.size() > this.maxPrompts) {
            this.prompts.removeFirst();
        }
    }

    /**
     * The length of the longest shared prefix, or 0 if it is too short to reuse.
     */
    public synchronized int numShared(int[] prompt) {
        int longest = this.prompts.stream().mapToInt((each) -> numShared(each, prompt)).max().orElse(0);
        return (longest >= PrefixCache.MIN_TOKENS) ? longest : 0;
    }

    private static int numShared(int[] one, int[] other) {
        int mismatch = Arrays.mismatch(one, other);
        return (mismatch < 0) ? one.length : mismatch;
    }

}
