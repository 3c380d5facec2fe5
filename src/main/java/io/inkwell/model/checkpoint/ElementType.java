package io.inkwell.model.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import ai.djl.util.Float16Utils;

/**
 * The dtype of a safetensors tensor; the constants have the names of the format.
 */
public enum ElementType {

    BOOL(1), U8(1), I8(1), F8_E5M2(1), F8_E4M3(1), F8_E8M0(1), I16(2), U16(2), F16(2), BF16(2), I32(4), U32(4), F32(4),
    F64(8), I64(8), U64(8), C64(8),
    /** Any other dtype: the values cannot be read, and their size is unknown. */
    OTHER(0);

    private final int sizeBytes;

    ElementType(int sizeBytes) {
        this.sizeBytes = sizeBytes;
    }

    /** The bytes per value; 0 for {@link #OTHER}. */
    public int sizeBytes() {
        return this.sizeBytes;
    }

    /** Whether weights may have this dtype: F32, F16, BF16 or F64. */
    boolean isWeight() {
        return this == F32 || this == F16 || this == BF16 || this == F64;
    }

    /**
     * Decodes little-endian bytes. F64 is rounded to float32; the other dtypes are
     * converted exactly.
     */
    float[] toFloats(byte[] bytes) {
        ByteBuffer stored = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[bytes.length / this.sizeBytes];
        switch (this) {
            case F32 -> stored.asFloatBuffer().get(values);
            case F16 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Float16Utils.halfToFloat(stored.getShort());
                }
            }
            case BF16 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Float.intBitsToFloat(stored.getShort() << Short.SIZE);
                }
            }
            case F64 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) stored.getDouble();
                }
            }
            default -> throw notAWeight();
        }
        return values;
    }

    private IllegalArgumentException notAWeight() {
        return new IllegalArgumentException("type must be F32, F16, BF16 or F64; given: " + this);
    }

}
