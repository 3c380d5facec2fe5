package io.inkwell.model.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

import ai.djl.pytorch.jni.JniUtils;

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
     */
    static void prepare() {
        System.getProperties().putIfAbsent("ai.djl.offline", "true");
        System.getProperties().putIfAbsent("OPT_OUT_TRACKING", "true");
        System.getProperties().putIfAbsent("ai.djl.pytorch.graph_optimizer", "false");
    }

    /**
     * Sets how many cores one forward pass uses. Takes effect only before the first model
     * of the process is loaded.
     */
    public static void useThreads(int threads) {
        System.getProperties().putIfAbsent("ai.djl.pytorch.num_threads", Integer.toString(threads));
    }

    /**
     * Sets whose kernels models use, which must run on this processor. Takes effect only
     * before the first model of the process is loaded.
     */
    public static void useKernels(Kernels kernels) {
        NativeKernels.want(kernels);
    }

    /**
     * Copies the libraries of all kernels into a folder, for {@code java.library.path}.
     */
    public static void extractKernels(Path folder) throws IOException {
        NativeKernels.extractTo(folder);
    }

    /**
     * Has the calling thread compute on one core from now on, or on as many as those do
     * that never call this. To be called once a model is loaded.
     */
    public static void useOneCoreHere(boolean one) {
        int usual = Usual.CORES;
        int cores = one ? 1 : usual;
        if (JniUtils.getNumThreads() != cores) {
            JniUtils.setNumThreads(cores);
            // Each thread has a number of its own, but to set it is also to set that of
            // those to come: so another thread, which computes nothing, sets it again.
            CompletableFuture
                .runAsync(() -> JniUtils.setNumThreads(usual), (task) -> new Thread(task, "usual-cores").start())
                .join();
        }
    }

    /** Asked for before any thread has been given another. */
    private static final class Usual {

        private static final int CORES = JniUtils.getNumThreads();

    }

}
