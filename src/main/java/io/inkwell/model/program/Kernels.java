package io.inkwell.model.program;

import java.util.Locale;
import java.util.Set;

/** Who computes matrix products and attention. */
public enum Kernels {

    /** PyTorch, on any processor. */
    PORTABLE(),
    /** Inkwell's own for x86-64 on Linux. */
    AVX2("avx2", "fma", "f16c"),
    /** The same in vectors of 512 bits, and many rows in tiles if there are any. */
    AVX512("avx512f", "avx512bw", "avx512vl", "avx512dq", "avx512_vnni", "fma", "f16c");

    private final Set<String> flags;

    Kernels(String... flags) {
        this.flags = Set.of(flags);
    }

    /** As settings, logs and the library's file spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean runOn(Processor processor) {
        return this == PORTABLE || processor.isX86() && processor.flags().containsAll(this.flags);
    }

}
