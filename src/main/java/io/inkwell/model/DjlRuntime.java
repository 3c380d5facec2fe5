package io.inkwell.model;

/**
 * What DJL reads from system properties before its engine starts. What the operator has
 * set stays.
 */
public final class DjlRuntime {

    private DjlRuntime() {
    }

    /**
     * Keeps DJL from the network (it reports its start by way of the cloud's metadata
     * service, and fetches libraries that the class path lacks), and switches off a graph
     * optimizer that compiles anew for each new shape: here every step has a new shape.
     * The threads between operations are those that pack weights beside one another.
     */
    static void prepare() {
        System.getProperties().putIfAbsent("ai.djl.offline", "true");
        System.getProperties().putIfAbsent("OPT_OUT_TRACKING", "true");
        System.getProperties().putIfAbsent("ai.djl.pytorch.graph_optimizer", "false");
        System.getProperties()
            .putIfAbsent("ai.djl.pytorch.num_interop_threads", System.getProperty("ai.djl.pytorch.num_threads", "1"));
    }

    /**
     * Sets how many cores one forward pass uses. Takes effect only before the first model
     * of the process is loaded.
     */
    public static void useThreads(int threads) {
        System.getProperties().putIfAbsent("ai.djl.pytorch.num_threads", Integer.toString(threads));
    }

}
