package io.inkwell.tokenizer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The label of a token whose bytes may be only part of a character. */
public final class TokenLabel {

    private static final HexFormat HEX = HexFormat.of().withPrefix("\\x");

    private TokenLabel() {
    }

    /**
     * Returns the text of the bytes, or {@code bytes:\xe2\x80} as in OpenAI's API if they
     * are not valid UTF-8. Tokens with different bytes therefore have different labels.
     */
    public static String of(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        }
        catch (CharacterCodingException ex) {
            return "bytes:" + HEX.formatHex(bytes);
        }
    }

}
