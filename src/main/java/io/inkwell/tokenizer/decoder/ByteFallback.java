package io.inkwell.tokenizer.decoder;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ByteFallback decoder: joins byte tokens such as {@code <0xE4>} to text. A run of
 * byte tokens is text only if all of it is valid UTF-8, so bytes are held back until the
 * run ends.
 */
public final class ByteFallback implements DecoderStage {

    private static final Pattern BYTE = Pattern.compile("<0x([0-9A-Fa-f]{2})>");

    private static final int NONE = -1;

    private final ByteArrayOutputStream run = new ByteArrayOutputStream();

    /** The byte of a byte token; negative for any other token. */
    public static int byteOf(String token) {
        Matcher matcher = BYTE.matcher(token);
        return matcher.matches() ? Integer.parseInt(matcher.group(1), 16) : NONE;
    }

    @Override
    public void accept(String token, Consumer<String> next) {
        int value = byteOf(token);
        if (value >= 0) {
            this.run.write(value);
            return;
        }
        finish(next);
        next.accept(token);
    }

    @Override
    public void finish(Consumer<String> next) {
        if (this.run.size() == 0) {
            return;
        }
        byte[] bytes = this.run.toByteArray();
        this.run.reset();
        try {
            next.accept(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        }
        catch (CharacterCodingException ex) {
            for (int i = 0; i < bytes.length; i++) {
                next.accept("\uFFFD");
            }
        }
    }

    @Override
    public DecoderStage copy() {
        ByteFallback copy = new ByteFallback();
        copy.run.writeBytes(this.run.toByteArray());
        return copy;
    }

    @Override
    public String label(String token, boolean isFirst) {
        return token;
    }

}
