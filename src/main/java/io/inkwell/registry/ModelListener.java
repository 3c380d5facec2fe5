package io.inkwell.registry;

/** Follows models into memory and out of it. Runs on the thread that loads them. */
public interface ModelListener {

    /** A model is in memory, and gets requests when all listeners return. */
    default void beforeRequests(LoadedModel model) {
    }

    /** A model is in memory and gets requests from now on. */
    default void onLoad(LoadedModel model) {
    }

    /** A model without requests is about to be closed. */
    default void onUnload(LoadedModel model) {
    }

    /**
     * A model could not be loaded.
     * @param problem the reason, which may contain paths
     */
    default void onFailure(ModelSpec spec, String problem, Throwable failure) {
    }

}
