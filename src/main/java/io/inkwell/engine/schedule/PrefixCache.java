package io.inkwell.engine.schedule;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.sequence.Sequence;

/**
 * Finds cached prefixes of a prompt: in free slots, which keep the contents of their last
 * sequence, and in the slots of running sequences. Only prefixes of the same salt count.
 * Slots are few and prompts short, so a lookup compares all of them. Confined to the
 * engine thread.
 */
public final class PrefixCache {

    /** Shorter prefixes are not worth caching. */
    static final int MIN_TOKENS = 16;

    static final Comparator<CachedPrefix> BY_LENGTH = Comparator.comparingInt(CachedPrefix::numTokens);

    private final KvSlots slots;

    private final boolean enabled;

    /**
     * @param enabled whether slots keep their content at all
     */
    public PrefixCache(KvSlots slots, boolean enabled) {
        this.slots = slots;
        this.enabled = enabled;
    }

    boolean isEnabled() {
        return this.enabled;
    }

    /**
     * The longest prefix in any slot, if it saves at least {@link #MIN_TOKENS} more
     * tokens than the sequence has computed.
     */
    Optional<CachedPrefix> findLonger(Sequence sequence, int limit, List<Sequence> running) {
        if (!this.enabled || sequence.numComputed() + MIN_TOKENS > limit) {
            return Optional.empty();
        }
        GenerationRequest request = sequence.group().request();
        Optional<CachedPrefix> longest = Stream
            .concat(inFreeSlots(request, limit), running.stream().map((other) -> inSlotOf(other, request, limit)))
            .max(BY_LENGTH)
            .filter((prefix) -> prefix.numTokens() >= sequence.numComputed() + MIN_TOKENS);
        longest.ifPresent((prefix) -> this.slots.touch(prefix.slot()));
        return longest;
    }

    /** The prefix that each free slot holds; some have no tokens. */
    Stream<CachedPrefix> inFreeSlots(GenerationRequest request, int limit) {
        return this.slots.free().stream().map((slot) -> inFreeSlot(slot, request, limit));
    }

    CachedPrefix inFreeSlot(int slot, GenerationRequest request, int limit) {
        int numShared = this.slots.contents(slot).numShared(request, limit);
        return new CachedPrefix(slot, (numShared >= MIN_TOKENS) ? numShared : 0);
    }

    private static CachedPrefix inSlotOf(Sequence other, GenerationRequest request, int limit) {
        boolean hasSameSalt = other.group().request().cacheSalt().equals(request.cacheSalt());
        int end = hasSameSalt ? Math.min(other.numComputed(), limit) : 0;
        return new CachedPrefix(other.slot(), other.history().numShared(request.promptTokens(), end));
    }

    /** The tokens whose keys and values the slot of a sequence keeps when it is free. */
    CachedTokens contents(Sequence sequence) {
        return this.enabled ? new CachedTokens(sequence.history().firstTokens(sequence.numComputed()),
                sequence.group().request().cacheSalt()) : CachedTokens.NONE;
    }

}
