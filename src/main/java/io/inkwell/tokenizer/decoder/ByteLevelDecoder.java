package io.inkwell.tokenizer.decoder;

import io.inkwell.tokenizer.bytes.ByteAlphabet;

/** The ByteLevel decoder: each token stands for the same bytes in any context. */
public record ByteLevelDecoder() implements Decoder {

    @Override
    public byte[] bytes(String token) {
        return ByteAlphabet.bytes(token);
    }

    @Override
    public TokenText newText(TokenTable table, boolean skipSpecialTokens) {
        return new ByteLevelText(table, skipSpecialTokens);
    }

}
