package io.inkwell.settings;

import java.util.Locale;

import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.program.Processor;

/** A {@link Precision}, or {@code AUTO} to select one for the machine. */
public enum PrecisionChoice {

    AUTO, FLOAT32, FLOAT16, BFLOAT16, INT8;

    /**
     * The selected precision, or the fastest one if the machine has no kernels for it.
     */
    public Precision on(Processor processor) {
        if (this == AUTO || !processor.supports(Precision.valueOf(name()))) {
            return processor.fastest();
        }
        return Precision.valueOf(name());
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

}
