package io.inkwell.model.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The library of {@code src/main/native} in this process. It registers its operators with
 * PyTorch when it is loaded, which is once, and stays. It comes from a folder of
 * {@code java.library.path}, as in an image where files that are written cannot be
 * executed, or else is copied from the class path.
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
     * Those that models of this process have, from the first call on; the engine must
     * have been started before.
     */
    static synchronized Kernels loaded() {
        if (loaded == null) {
            loaded = (wanted == Kernels.PORTABLE) ? wanted : load(wanted, resource(wanted));
        }
        return loaded;
    }

    /** Copies the libraries into a folder, for {@code java.library.path}. */
    static void extractTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Kernels kernels : Kernels.values()) {
            if (kernels != Kernels.PORTABLE) {
                try (InputStream library = open(resource(kernels))) {
                    Files.copy(library, folder.resolve(System.mapLibraryName(libraryName(kernels))));
                }
            }
        }
    }

    /** Those of a library, or PyTorch's if it cannot be loaded. */
    static Kernels load(Kernels kernels, String resource) {
        try {
            System.loadLibrary(libraryName(kernels));
            return kernels;
        }
        catch (UnsatisfiedLinkError ex) {
            // No folder of java.library.path has it: the usual case.
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
                // What is mapped stays.
                Files.delete(file);
            }
            return kernels;
        }
        catch (IOException | UnsatisfiedLinkError ex) {
            logger.warn("Products and attention are PyTorch's, which are slower: the {} kernels cannot be loaded: {}",
                    kernels.label(), ex.getMessage());
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
