package io.inkwell.tokenizer.decoder;

/** How the tokens of a tokenizer become text. Immutable. */
public sealed interface Decoder permits ByteLevelDecoder, StagedDecoder {

    /** The bytes of a token within a text, without what other tokens add. */
    byte[] bytes(String token);

    /** A text without tokens yet. */
    TokenText newText(TokenTable table, boolean skipSpecialTokens);

}
