package io.inkwell.tokenizer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What a token is called where its bytes may be part of a character only. */
public final class TokenLabel {

    private static final HexFormat HEX = HexFormat.of().withPrefix("\\x");

    private TokenLabel() {
    }

    /**
     * The text, or as in OpenAI's own answers {@code bytes:\xe2\x80} where the bytes are
     * none: so no two tokens share a label that differ in their bytes.
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
