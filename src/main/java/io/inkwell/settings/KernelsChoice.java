package io.inkwell.settings;

import java.util.Locale;

import io.inkwell.model.program.Kernels;
import io.inkwell.model.program.Processor;

/** {@link Kernels}, or {@code AUTO} to select them for the machine. */
public enum KernelsChoice {

    AUTO, PORTABLE, AVX2, AVX512;

    /**
     * The selected kernels, or the fastest ones if the processor does not support them.
     */
    public Kernels on(Processor processor) {
        if (this == AUTO || !processor.supports(Kernels.valueOf(name()))) {
            return processor.fastestKernels();
        }
        return Kernels.valueOf(name());
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

}
