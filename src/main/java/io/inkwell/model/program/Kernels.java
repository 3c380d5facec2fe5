package io.inkwell.model.program;

import java.util.Locale;
import java.util.Set;

/** Implementations of matrix products and attention. */
public enum Kernels {

    /** PyTorch operators, on any processor. */
    PORTABLE(),
    /** Inkwell's kernels for Linux x86-64 with AVX2. */
    AVX2("avx2", "fma", "f16c"),
    /**
     * Inkwell's kernels with AVX-512, and with AMX tiles for many rows where available.
     */
    AVX512("avx512f", "avx512bw", "avx512vl", "avx512dq", "avx512_vnni", "fma", "f16c");

    private final Set<String> flags;

    Kernels(String... flags) {
        this.flags = Set.of(flags);
    }

    /** The name in settings, logs and the file name of the library. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean runOn(Processor processor) {
        return this == PORTABLE || processor.isX86() && processor.flags().containsAll(this.flags);
    }

}
