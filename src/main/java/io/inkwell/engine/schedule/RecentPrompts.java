package io.inkwell.engine.schedule;

import java.util.ArrayDeque;
import java.util.Deque;

import io.inkwell.engine.request.GenerationRequest;

/**
 * The most recent prompts of an engine, as many as there are slots. They estimate the
 * contents of its prefix cache, which only its thread can read. Any thread can call this.
 */
public final class RecentPrompts {

    private final Deque<CachedTokens> prompts = new ArrayDeque<>();

    private final int maxPrompts;

    public RecentPrompts(int maxPrompts) {
        this.maxPrompts = maxPrompts;
    }

    public synchronized void add(GenerationRequest request) {
        this.prompts.addLast(new CachedTokens(request.promptTokens(), request.cacheSalt()));
        if (this.prompts.size() > this.maxPrompts) {
            this.prompts.removeFirst();
        }
    }

    /**
     * The length of the longest prefix that a request shares with one of the same salt,
     * or 0 if it is too short to reuse.
     */
    public synchronized int numShared(GenerationRequest request) {
        int length = request.promptTokens().length;
        int longest = this.prompts.stream().mapToInt((each) -> each.numShared(request, length)).max().orElse(0);
        return (longest >= PrefixCache.MIN_TOKENS) ? longest : 0;
    }

}
