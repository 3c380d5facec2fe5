package io.inkwell.decoding;

import java.util.function.IntFunction;

/**
 * Converts the tokens of one sequence to the bytes of its text. The bytes of a token may
 * depend on earlier tokens, and some of them may be final only after a later token.
 * Confined to one thread.
 */
public interface TokenBytes {

    /** Converts every token to no bytes. */
    TokenBytes NONE = of((tokenId) -> SeparateTokenBytes.NOTHING);

    /** Converts each token independently of the others. */
    static TokenBytes of(IntFunction<byte[]> bytes) {
        return new SeparateTokenBytes(bytes);
    }

    /**
     * Adds a token.
     * @return the bytes that are now final; must not be modified
     */
    byte[] append(int tokenId);

    /**
     * The name of a token that is omitted from the text, such as a special token; empty
     * for any other token.
     */
    default byte[] hidden(int tokenId) {
        return SeparateTokenBytes.NOTHING;
    }

    /**
     * Ends the text.
     * @return the bytes that were held back
     */
    byte[] finish();

    /** Returns an independent copy of the current state. */
    TokenBytes copy();

}
