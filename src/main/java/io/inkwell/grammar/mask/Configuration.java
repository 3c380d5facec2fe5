package io.inkwell.grammar.mask;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.TokenConstraint;
import io.inkwell.decoding.TokenSet;

/**
 * All stacks in which a grammar can be after some text. The next configurations and the
 * allowed tokens are computed when they are first needed. Several threads may compute the
 * same one; their results are equal.
 */
final class Configuration implements TokenConstraint.State {

    private static final int UNKNOWN = -2;

    private final TokenMasks masks;

    /** Those whose states read bytes. */
    private final Set<Stack> stacks;

    private final boolean complete;

    /** By class of bytes. All fields of a configuration that others read are final. */
    private final @Nullable Configuration[] next;

    private @Nullable TokenSet allowed;

    private int forced = UNKNOWN;

    Configuration(TokenMasks masks, Set<Stack> stacks, boolean complete, int numClasses) {
        this.masks = masks;
        this.stacks = stacks;
        this.complete = complete;
        this.next = new Configuration[stacks.isEmpty() ? 0 : numClasses];
    }

    Set<Stack> stacks() {
        return this.stacks;
    }

    /** An estimate of its memory, without its mask. */
    long numBytes() {
        return 128 + 4L * this.next.length + 64L * this.stacks.size();
    }

    /** Whether the text cannot be completed. */
    boolean isDead() {
        return this.stacks.isEmpty() && !this.complete;
    }

    Configuration after(byte value) {
        return afterClass(this.masks.grammar().classOf(value));
    }

    Configuration afterClass(int byteClass) {
        if (this.next.length == 0) {
            return this.masks.dead();
        }
        Configuration known = this.next[byteClass];
        if (known == null) {
            known = this.masks.advance(this, byteClass);
            this.next[byteClass] = known;
        }
        return known;
    }

    @Override
    public Configuration after(int tokenId) {
        byte[] bytes = this.masks.vocabulary().bytes(tokenId);
        Configuration state = (bytes.length > 0) ? this : this.masks.dead();
        for (byte each : bytes) {
            state = state.after(each);
        }
        return state;
    }

    @Override
    public TokenSet allowed() {
        TokenSet known = this.allowed;
        if (known == null) {
            known = this.masks.allowed(this);
            this.allowed = known;
        }
        return known;
    }

    @Override
    public int forced() {
        int known = this.forced;
        if (known == UNKNOWN) {
            known = this.masks.forced(this);
            this.forced = known;
        }
        return known;
    }

    @Override
    public boolean isComplete() {
        return this.complete;
    }

    @Override
    public boolean canContinue() {
        return !this.stacks.isEmpty();
    }

}
