package io.inkwell.tokenizer.decoder;

/** Converts the tokens of a tokenizer to text. Immutable. */
public sealed interface Decoder permits ByteLevelDecoder, StagedDecoder {

    /** The bytes of a token inside a text, without what other tokens contribute. */
    byte[] bytes(String token);

    /** Starts an empty text. */
    TokenText newText(TokenTable table, boolean skipSpecialTokens);

}
