package io.inkwell.engine.schedule;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The prompts that an engine was last sent, as many as it has slots: a guess at what its
 * prefix cache holds, which its thread alone knows. Any thread may ask.
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
     * With how many tokens, that are worth it, one of them and another prompt begin
     * alike; else 0.
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
