package io.inkwell.access;

import java.util.Locale;

/** A permission of an API key. No scope includes another. */
public enum Scope {

    /** Generate, tokenize, embed and score text. */
    INFERENCE,
    /** Inspect the model. */
    EXPLAIN,
    /**
     * Operate the service: load and unload models, and all exposed actuator endpoints
     * except metrics.
     */
    ADMIN,
    /** Read metrics. */
    METRICS,
    /** Manage files, fine-tuning jobs and the models that they make. */
    FINE_TUNING;

    /** The label, as settings and commands have it. */
    @Override
    public String toString() {
        return label();
    }

    /** The name in settings and in authentication challenges. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

}
