package io.inkwell.model.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The libraries on the class path that an image with CUDA needs besides PyTorch: DJL's
 * JNI library for each flavor of PyTorch, and that of JNA, with which DJL finds devices.
 */
final class CudaLibraries {

    private static final String JNI = "libdjl_torch.so";

    /** Resources by their names in the folder. */
    private static final Map<String, String> RESOURCES = Map.of("cpu/" + JNI, "/jnilib/linux-x86_64/cpu/" + JNI,
            "cu128/" + JNI, "/jnilib/linux-x86_64/cu128/" + JNI, "libjnidispatch.so",
            "/com/sun/jna/linux-x86-64/libjnidispatch.so");

    private CudaLibraries() {
    }

    /** Copies the libraries to a folder, which it creates. */
    static void extractTo(Path folder) throws IOException {
        for (Map.Entry<String, String> each : RESOURCES.entrySet()) {
            Path file = folder.resolve(each.getKey());
            Files.createDirectories(file.getParent());
            try (InputStream library = CudaLibraries.class.getResourceAsStream(each.getValue())) {
                if (library == null) {
                    throw new IOException(each.getValue() + " is not on the class path");
                }
                Files.copy(library, file);
            }
        }
    }

}
