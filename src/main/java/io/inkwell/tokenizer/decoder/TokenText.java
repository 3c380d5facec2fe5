package io.inkwell.tokenizer.decoder;

import io.inkwell.decoding.TokenBytes;

/** Turns the tokens of one text into bytes, and names each of them. */
public interface TokenText extends TokenBytes {

    /**
     * The bytes that a token stands for if it comes next, whether or not it is shown, and
     * without what other tokens left open. Not to be written to.
     */
    byte[] label(int tokenId);

    /** As {@link #append}, a special token too. */
    byte[] appendShown(int tokenId);

    @Override
    TokenText copy();

}
