package io.inkwell.tokenizer.decoder;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

import io.inkwell.tokenizer.bytes.ByteAlphabet;
import io.inkwell.tokenizer.bytes.Utf8;

/** Decodes byte-level tokens as one stage of a sequence of decoders. */
final class ByteLevelStage implements DecoderStage {

    /** The start of an incomplete character. */
    private byte[] pending = {};

    @Override
    public void accept(String token, Consumer<String> next) {
        decode(ByteAlphabet.bytes(token), false, next);
    }

    @Override
    public void finish(Consumer<String> next) {
        decode(new byte[0], true, next);
    }

    private void decode(byte[] bytes, boolean endOfText, Consumer<String> next) {
        ByteBuffer all = ByteBuffer.allocate(this.pending.length + bytes.length).put(this.pending).put(bytes).flip();
        StringBuilder text = new StringBuilder();
        Utf8.decode(all, text, endOfText);
        this.pending = new byte[all.remaining()];
        all.get(this.pending);
        if (!text.isEmpty()) {
            next.accept(text.toString());
        }
    }

    @Override
    public DecoderStage copy() {
        ByteLevelStage copy = new ByteLevelStage();
        copy.pending = this.pending;
        return copy;
    }

    @Override
    public String label(String token, boolean isFirst) {
        return Utf8.decode(ByteAlphabet.bytes(token));
    }

}
