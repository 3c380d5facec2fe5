package io.inkwell.model.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

import ai.djl.pytorch.jni.JniUtils;

/**
 * System properties that DJL reads when its engine starts. Values that the operator has
 * set take precedence.
 */
public final class DjlRuntime {

    private DjlRuntime() {
    }

    /**
     * Keeps DJL offline. By default it reports its start through the cloud metadata
     * service and downloads missing libraries. Also disables the graph optimizer, which
     * would recompile for each new shape. Here every step has a new shape.
     */
    static void prepare() {
        // The tokenizer sets the first two too, because either can start first.
        System.getProperties().putIfAbsent("ai.djl.offline", "true");
        System.getProperties().putIfAbsent("OPT_OUT_TRACKING", "true");
        System.getProperties().putIfAbsent("ai.djl.pytorch.graph_optimizer", "false");
    }

    /**
     * Sets the number of cores per forward pass. Effective only before the first model of
     * the process is loaded.
     */
    public static void useThreads(int threads) {
        System.getProperties().putIfAbsent("ai.djl.pytorch.num_threads", Integer.toString(threads));
    }

    /**
     * Sets the kernels for models; the processor must support them. Effective only before
     * the first model of the process is loaded.
     */
    public static void useKernels(Kernels kernels) {
        NativeKernels.want(kernels);
    }

    /**
     * Copies the libraries of all kernels to a folder, for {@code java.library.path}.
     */
    public static void extractKernels(Path folder) throws IOException {
        NativeKernels.extractTo(folder);
    }

    /**
     * Copies the libraries that an image with CUDA needs besides PyTorch to a folder.
     */
    public static void extractCudaLibraries(Path folder) throws IOException {
        CudaLibraries.extractTo(folder);
    }

    /**
     * Restricts the calling thread to one core, or restores the default number of cores.
     * Call it after a model is loaded.
     */
    public static void useOneCoreHere(boolean one) {
        int usual = Usual.CORES;
        int cores = one ? 1 : usual;
        if (JniUtils.getNumThreads() != cores) {
            JniUtils.setNumThreads(cores);
            // The thread count is per thread, but setting it also sets the default of new
            // threads. Another thread, which computes nothing, restores the default.
            CompletableFuture
                .runAsync(() -> JniUtils.setNumThreads(usual), (task) -> new Thread(task, "usual-cores").start())
                .join();
        }
    }

    /** Initialized before any thread has a different number. */
    private static final class Usual {

        private static final int CORES = JniUtils.getNumThreads();

    }

}
