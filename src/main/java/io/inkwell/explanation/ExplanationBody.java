package io.inkwell.explanation;

import org.jspecify.annotations.Nullable;

/** The JSON body of an explain request. */
public interface ExplanationBody {

    /** The name of the model to explain; null for the default model. */
    @Nullable String model();

}
