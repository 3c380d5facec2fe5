package io.inkwell.model.program;

import java.nio.file.Files;
import java.nio.file.Path;

import ai.djl.util.Platform;
import ai.djl.util.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PyTorch's libraries, which DJL extracts from the jar when it first starts on a machine.
 * That takes seconds in which nothing else is logged.
 */
final class NativeLibraries {

    private static final Logger logger = LoggerFactory.getLogger(NativeLibraries.class);

    private static final String ENGINE = "pytorch";

    /** Where DJL is to take the libraries from instead, if it is set. */
    private static final String OVERRIDE = "PYTORCH_LIBRARY_PATH";

    private NativeLibraries() {
    }

    /** Logs what DJL is about to extract; nothing if it has done so before. */
    static void announceExtraction() {
        if (Utils.getEnvOrSystemProperty(OVERRIDE) != null) {
            return;
        }
        Platform platform = Platform.detectPlatform(ENGINE);
        Path folder = Utils.getEngineCacheDir(ENGINE)
            .resolve(platform.getVersion() + "-" + platform.getFlavor() + "-" + platform.getClassifier());
        if (!platform.isPlaceholder() && !Files.exists(folder)) {
            logger.info("Extracting the libraries of PyTorch {} to {}: this takes some seconds and happens once",
                    platform.getVersion(), folder);
        }
    }

}
