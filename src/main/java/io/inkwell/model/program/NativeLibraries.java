package io.inkwell.model.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

import ai.djl.engine.EngineException;
import ai.djl.util.Platform;
import ai.djl.util.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.inkwell.error.FileProblem;

/**
 * The PyTorch libraries, which DJL extracts from its jar on the first start on a machine.
 * This takes seconds without any other log output.
 */
final class NativeLibraries {

    private static final Logger logger = LoggerFactory.getLogger(NativeLibraries.class);

    private static final String ENGINE = "pytorch";

    /** Overrides the folder from which DJL loads the libraries. */
    private static final String OVERRIDE = "PYTORCH_LIBRARY_PATH";

    private NativeLibraries() {
    }

    /**
     * Does what starts PyTorch.
     * @throws IOException if the libraries cannot be extracted; the message says why
     */
    static <T> T start(Supplier<T> use) throws IOException {
        DjlRuntime.prepare();
        announceExtraction();
        try {
            return use.get();
        }
        catch (EngineException ex) {
            if (ex.getCause() instanceof IOException file) {
                throw problem(file);
            }
            throw ex;
        }
    }

    private static IOException problem(IOException cause) {
        return new IOException("the native libraries cannot be extracted to %s: %s. DJL_CACHE_DIR sets another folder"
            .formatted(Utils.getCacheDir(), FileProblem.describe(cause)), cause);
    }

    /**
     * Logs that DJL is about to extract the libraries, unless it has done so before.
     */
    private static void announceExtraction() {
        if (Utils.getEnvOrSystemProperty(OVERRIDE) != null) {
            return;
        }
        Platform platform = Platform.detectPlatform(ENGINE);
        Path folder = Utils.getEngineCacheDir(ENGINE)
            .resolve(platform.getVersion() + "-" + platform.getFlavor() + "-" + platform.getClassifier());
        if (!platform.isPlaceholder() && !Files.exists(folder)) {
            logger.info("Extracting PyTorch {} libraries to {} (first start only, takes a few seconds)",
                    platform.getVersion(), folder);
        }
    }

}
