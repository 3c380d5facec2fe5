package io.inkwell.engine;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what a prompt need not have computed again: a slot whose first cells come from
 * the same tokens, be it that a sequence runs there or that one has left it. Slots are
 * few and prompts short, so it compares them all. Confined to the engine thread.
 */
final class PrefixCache {

    /** A shorter prefix is not worth looking after, nor is a shorter end of a text. */
    static final int MIN_TOKENS = 16;

    private static final Comparator<CachedPrefix> BY_LENGTH = Comparator.comparingInt(CachedPrefix::numTokens);

    private final KvSlots slots;

    private final boolean enabled;

    /**
     * @param enabled whether anything is found at all
     */
    PrefixCache(KvSlots slots, boolean enabled) {
        this.slots = slots;
        this.enabled = enabled;
    }

    boolean isEnabled() {
        return this.enabled;
    }

    /**
     * Takes the free slot in which a sequence best starts. That is the one which holds
     * most of its prompt, unless it holds more behind that is worth keeping: then another
     * is written over, and a copy brings the prefix there.
     * @param limit how many tokens of the prompt may be found
     * @return the slot with what it holds of the prompt
     */
    CachedPrefix allocate(int[] prompt, int limit) {
        Optional<CachedPrefix> longest = left(prompt, limit).filter((prefix) -> prefix.numTokens() > 0)
            .max(BY_LENGTH.thenComparing(Comparator.comparingInt(this::numBehind).reversed()));
        longest.ifPresent((prefix) -> this.slots.touch(prefix.slot()));
        CachedPrefix start = longest.filter((prefix) -> numBehind(prefix) < MIN_TOKENS)
            .orElseGet(() -> left(this.slots.leastUseful(), prompt, limit));
        this.slots.take(start.slot());
        return start;
    }

    /** Takes a slot for what is to be there all new. */
    int allocate() {
        int slot = this.slots.leastUseful();
        this.slots.take(slot);
        return slot;
    }

    /** What is longer by a useful number of tokens than what a sequence has by itself. */
    Optional<CachedPrefix> longer(Sequence sequence, int limit, List<Sequence> running) {
        if (!this.enabled || sequence.numComputed() + MIN_TOKENS > limit) {
            return Optional.empty();
        }
        int[] prompt = sequence.group().request().promptTokens();
        Optional<CachedPrefix> longest = Stream
            .concat(left(prompt, limit), running.stream().map((other) -> held(other, prompt, limit)))
            .max(BY_LENGTH)
            .filter((prefix) -> prefix.numTokens() >= sequence.numComputed() + MIN_TOKENS);
        longest.ifPresent((prefix) -> this.slots.touch(prefix.slot()));
        return longest;
    }

    /** Gives the slot of a sequence back, with what was computed there. */
    void free(Sequence sequence) {
        this.slots.free(sequence.slot(),
                this.enabled ? sequence.history().firstTokens(sequence.numComputed()) : KvSlots.NOTHING);
    }

    private Stream<CachedPrefix> left(int[] prompt, int limit) {
        return this.slots.free().stream().map((slot) -> left(slot, prompt, limit));
    }

    private CachedPrefix left(int slot, int[] prompt, int limit) {
        int[] contents = this.slots.contents(slot);
        int end = Math.min(contents.length, limit);
        int mismatch = Arrays.mismatch(contents, 0, end, prompt, 0, end);
        int numShared = (mismatch < 0) ? end : mismatch;
        return new CachedPrefix(slot, (numShared >= MIN_TOKENS) ? numShared : 0);
    }

    private static CachedPrefix held(Sequence other, int[] prompt, int limit) {
        int end = Math.min(other.numComputed(), limit);
        return new CachedPrefix(other.slot(), other.history().numShared(prompt, end));
    }

    /** What a free slot holds behind a prefix. */
    private int numBehind(CachedPrefix prefix) {
        return this.slots.contents(prefix.slot()).length - prefix.numTokens();
    }

}
