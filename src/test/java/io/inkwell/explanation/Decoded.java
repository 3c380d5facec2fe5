package io.inkwell.explanation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

import tools.jackson.databind.JsonNode;

/** Decodes the arrays of a response from base64. */
public final class Decoded {

    private Decoded() {
    }

    /** Numbers in float32. */
    public static float[] floats(JsonNode base64) {
        ByteBuffer bytes = bytes(base64);
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    /** Numbers in int32. */
    public static int[] ints(JsonNode base64) {
        ByteBuffer bytes = bytes(base64);
        int[] values = new int[bytes.remaining() / Integer.BYTES];
        bytes.asIntBuffer().get(values);
        return values;
    }

    private static ByteBuffer bytes(JsonNode base64) {
        return ByteBuffer.wrap(Base64.getDecoder().decode(base64.stringValue())).order(ByteOrder.LITTLE_ENDIAN);
    }

}
