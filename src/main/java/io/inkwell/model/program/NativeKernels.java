package io.inkwell.model.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the kernel library of {@code src/main/native}, once per process. Loading
 * registers its operators with PyTorch. The library comes from a folder in
 * {@code java.library.path}, for images in which written files cannot be executed, or is
 * copied from the class path.
 */
final class NativeKernels {

    private static final Logger logger = LoggerFactory.getLogger(NativeKernels.class);

    private static Kernels wanted = Processor.current().fastestKernels();

    private static @Nullable Kernels loaded;

    private NativeKernels() {
    }

    static synchronized void want(Kernels kernels) {
        wanted = kernels;
    }

    /**
     * The kernels of this process; loads them on the first call. The DJL engine must have
     * started.
     */
    static synchronized Kernels loaded() {
        if (loaded == null) {
            loaded = (wanted == Kernels.PORTABLE) ? wanted : load(wanted, resource(wanted));
        }
        return loaded;
    }

    /** Copies the libraries to a folder, for {@code java.library.path}. */
    static void extractTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Kernels kernels : Kernels.values()) {
            if (kernels != Kernels.PORTABLE) {
                try (InputStream library = open(resource(kernels))) {
                    Files.copy(library, folder.resolve(System.mapLibraryName(libraryName(kernels))),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** Loads a library; returns the PyTorch kernels if that fails. */
    static Kernels load(Kernels kernels, String resource) {
        try {
            System.loadLibrary(libraryName(kernels));
            return kernels;
        }
        catch (UnsatisfiedLinkError ex) {
            // The usual case: no folder in java.library.path contains it.
            return loadCopy(kernels, resource);
        }
    }

    private static Kernels loadCopy(Kernels kernels, String resource) {
        try (InputStream library = open(resource)) {
            Path file = Files.createTempFile("inkwell", ".so");
            try {
                Files.write(file, library.readAllBytes());
                System.load(file.toString());
            }
            finally {
                // The mapped library stays valid.
                Files.delete(file);
            }
            return kernels;
        }
        catch (IOException | UnsatisfiedLinkError ex) {
            logger.warn("Falling back to PyTorch kernels (slower): cannot load the {} library: {}", kernels.label(),
                    ex.getMessage());
            return Kernels.PORTABLE;
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream library = NativeKernels.class.getResourceAsStream(resource);
        if (library == null) {
            throw new IOException(resource + " is not on the class path");
        }
        return library;
    }

    static String resource(Kernels kernels) {
        return "linux-x86_64/lib" + libraryName(kernels) + ".so";
    }

    private static String libraryName(Kernels kernels) {
        return "inkwell-" + kernels.label();
    }

}
