package io.inkwell.admission;

import java.util.Locale;

/** What an API key is good for. None includes another. */
public enum Scope {

    /** To have text generated, tokenized, embedded and scored. */
    INFERENCE,
    /** To look into the model. */
    EXPLAIN,
    /** To operate the service: whatever actuator endpoints are exposed. */
    ADMIN,
    /** To read the metrics. */
    METRICS;

    /** As settings and challenges spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

}
