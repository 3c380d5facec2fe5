package io.inkwell.decoding;

import java.util.function.IntFunction;

/**
 * Turns the tokens of one sequence into the bytes of its text. What a token adds may
 * depend on the tokens before it, and part of it may come only with a later token.
 * Confined to one thread.
 */
public interface TokenBytes {

    /** Adds nothing, whatever the token. */
    TokenBytes NONE = of((tokenId) -> SeparateTokenBytes.NOTHING);

    /** Of tokens that each stand for bytes of their own. */
    static TokenBytes of(IntFunction<byte[]> bytes) {
        return new SeparateTokenBytes(bytes);
    }

    /**
     * Adds a token.
     * @return the bytes that are final now, not to be written to
     */
    byte[] append(int tokenId);

    /** The name of a token that the text leaves out; empty for one that it shows. */
    default byte[] hidden(int tokenId) {
        return SeparateTokenBytes.NOTHING;
    }

    /**
     * Ends the text.
     * @return the bytes that were kept back until here
     */
    byte[] finish();

    /** The same state, to continue separately. */
    TokenBytes copy();

}
