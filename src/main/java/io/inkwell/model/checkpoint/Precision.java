package io.inkwell.model.checkpoint;

import java.util.Locale;

/**
 * The data type in which weight matrices are stored. Activations, norms, keys and values
 * are always float32.
 */
public enum Precision {

    /** As precise as the reference; 4 bytes per weight. */
    FLOAT32,
    /**
     * 2 bytes per weight, float32 arithmetic: relative error about 2e-4. Requires x86-64.
     */
    FLOAT16,
    /**
     * 1 byte per weight, with one scale per output and per row: relative error about
     * 2e-2. Requires x86-64.
     */
    INT8,
    /**
     * 2 bytes per weight, bfloat16 products accumulated in float32: relative error about
     * 3e-3. With tile registers (AMX), long prompts take three quarters of the time of
     * {@link #FLOAT16}, but decoding is slower. The head is float16 because logits need
     * the precision. Requires x86-64 with AVX-512.
     */
    BFLOAT16;

    /** The name in settings and logs. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    int bytesPerWeight() {
        return switch (this) {
            case FLOAT32 -> 4;
            case FLOAT16, BFLOAT16 -> 2;
            case INT8 -> 1;
        };
    }

    /** The code that the program's {@code begin_load} method expects. */
    public long code() {
        return switch (this) {
            case FLOAT32 -> 0;
            case FLOAT16 -> 1;
            case INT8 -> 2;
            case BFLOAT16 -> 3;
        };
    }

}
