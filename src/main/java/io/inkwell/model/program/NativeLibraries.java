package io.inkwell.model.program;

import java.nio.file.Files;
import java.nio.file.Path;

import ai.djl.util.Platform;
import ai.djl.util.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
     * Logs that DJL is about to extract the libraries, unless it has done so before.
     */
    static void announceExtraction() {
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
