package io.inkwell.tokenizer.definition;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A precompiled character map of SentencePiece that replaces a by b. */
public final class SmallCharacterMap {

    public static final String BASE64 = base64();

    private SmallCharacterMap() {
    }

    // The root is node 256, and the leaf of the only entry is unit 1.
    private static String base64() {
        int[] units = new int[512];
        units[0] = 256 << 10;
        units[256 ^ 'a'] = 'a' | 1 << 8 | (256 ^ 'a' ^ 1) << 10;
        units[1] = 1 << 31;
        ByteBuffer map = ByteBuffer.allocate(Integer.BYTES * (1 + units.length) + 2).order(ByteOrder.LITTLE_ENDIAN);
        map.putInt(Integer.BYTES * units.length);
        map.asIntBuffer().put(units);
        map.position(map.limit() - 2).put("b\0".getBytes(StandardCharsets.US_ASCII));
        return Base64.getEncoder().encodeToString(map.array());
    }

}
