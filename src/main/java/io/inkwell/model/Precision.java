package io.inkwell.model;

import java.util.Locale;
import java.util.Set;

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
     * relative error of about 3e-3. Many rows at once, as in a prompt, are much faster
     * than in {@link #FLOAT16} where the processor has tile registers (AMX). The head is
     * float16, for logits need the digits. Needs x86-64.
     */
    BFLOAT16;

    private static final Set<String> X86_64 = Set.of("amd64", "x86_64");

    /**
     * The fastest that stays within 2e-2 of the reference: {@link #FLOAT16} where there
     * is a kernel for it.
     */
    public static Precision fastest(String architecture) {
        return hasPackedKernels(architecture) ? FLOAT16 : FLOAT32;
    }

    /**
     * Whether the packed matrix products (FBGEMM) that float16 and int8 rest on exist for
     * a value of {@code os.arch}.
     */
    public static boolean hasPackedKernels(String architecture) {
        return X86_64.contains(architecture.toLowerCase(Locale.ROOT));
    }

    /** As settings and logs spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the program's {@code load} calls it. */
    long code() {
        return switch (this) {
            case FLOAT32 -> 0;
            case FLOAT16 -> 1;
            case INT8 -> 2;
            case BFLOAT16 -> 3;
        };
    }

}
