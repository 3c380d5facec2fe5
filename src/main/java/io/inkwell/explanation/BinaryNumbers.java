package io.inkwell.explanation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** Encodes arrays of numbers as base64 of their little-endian bytes. */
public final class BinaryNumbers {

    private BinaryNumbers() {
    }

    /** Encodes float32 numbers. */
    public static String of(float[] values, int from, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values, from, count);
        return encode(bytes);
    }

    /** Encodes float32 numbers. */
    public static String of(float[] values) {
        return of(values, 0, values.length);
    }

    /** Encodes int32 numbers. */
    public static String of(int[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return encode(bytes);
    }

    private static String encode(ByteBuffer bytes) {
        return Base64.getEncoder().encodeToString(bytes.array());
    }

}
