package io.inkwell.registry;

import java.util.Locale;

/** The state of a model in the registry. */
public enum ModelState {

    /** Not in memory; the next request loads it. */
    UNLOADED,
    /** Being loaded, or downloaded; requests wait for it. */
    LOADING,
    /** Serves requests. */
    READY,
    /** Finishes its requests and rejects others; removed afterwards. */
    UNLOADING,
    /** Could not be loaded; stays so until an operator loads it again. */
    FAILED;

    /** The name in responses and metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

}
