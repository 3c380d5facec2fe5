package io.inkwell.model.checkpoint;

import java.util.Locale;

/**
 * What the weights of the matrices are kept in. Activations, norms, keys and values are
 * float32 in every case.
 */
public enum Precision {

    /** As exact as the reference; four bytes a weight. */
    FLOAT32,
    /**
     * Half the bytes, arithmetic in float: a relative error of about 2e-4. Needs x86-64.
     */
    FLOAT16,
    /**
     * One byte a weight, a scale per output and per row: a relative error of about 2e-2.
     * Needs x86-64.
     */
    INT8,
    /**
     * Half the bytes, and products of half-precision numbers added up in float: a
     * relative error of about 3e-3. Long prompts take three quarters of those in
     * {@link #FLOAT16} where the processor has tile registers (AMX), but a stream's
     * tokens take longer. The head is float16, for logits need the digits. Needs x86-64
     * with AVX-512.
     */
    BFLOAT16;

    /** As settings and logs spell it. */
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

    /** What the program's {@code load} calls it. */
    public long code() {
        return switch (this) {
            case FLOAT32 -> 0;
            case FLOAT16 -> 1;
            case INT8 -> 2;
            case BFLOAT16 -> 3;
        };
    }

}
