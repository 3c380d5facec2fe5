package io.inkwell.tokenizer.decoder;

import io.inkwell.decoding.TokenBytes;

/**
 * Converts the tokens of one text to bytes, and provides a label for each of them.
 */
public interface TokenText extends TokenBytes {

    /**
     * The bytes of a token if it came next, whether or not the text shows it, and without
     * bytes held back from earlier tokens. Must not be modified.
     */
    byte[] label(int tokenId);

    /** Like {@link #append}, but also shows special tokens. */
    byte[] appendShown(int tokenId);

    @Override
    TokenText copy();

}
