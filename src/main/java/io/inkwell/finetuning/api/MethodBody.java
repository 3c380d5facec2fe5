package io.inkwell.finetuning.api;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;

/**
 * How to train.
 *
 * @param type {@code supervised}, the only method
 */
record MethodBody(@Nullable String type, @Nullable SupervisedBody supervised) {

    /** The options; null for the defaults. */
    @Nullable HyperparametersBody hyperparameters() {
        ServiceException.require("supervised".equals(this.type), "method.type", "supervised",
                (this.type != null) ? "another string" : "nothing");
        return (this.supervised != null) ? this.supervised.hyperparameters() : null;
    }

    record SupervisedBody(@Nullable HyperparametersBody hyperparameters) {
    }

}
