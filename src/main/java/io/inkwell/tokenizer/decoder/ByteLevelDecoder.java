package io.inkwell.tokenizer.decoder;

import io.inkwell.tokenizer.bytes.ByteAlphabet;

/** Of tokens that stand for bytes, each of which is the same wherever it stands. */
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
