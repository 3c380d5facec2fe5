package io.inkwell.model.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import io.inkwell.model.checkpoint.Checkpoint;

/**
 * The TorchScript program in {@code src/main/torchscript}, exported without weights in
 * two versions: with PyTorch operators and with those of {@link NativeKernels}.
 */
public final class Gpt2Program {

    static final String PORTABLE = "gpt2";

    static final String NATIVE = "gpt2-native";

    private static final String KERNELS = "kernels";

    private Gpt2Program() {
    }

    /**
     * Creates a tensor whose name selects the method of the program that DJL calls.
     */
    public static NDArray method(NDManager manager, String name) {
        NDArray marker = manager.create(0L);
        marker.setName("module_method:" + name);
        return marker;
    }

    /**
     * Loads the program and the weights of a checkpoint; the checkpoint may be closed
     * afterwards.
     */
    public static Model load(Checkpoint checkpoint, WeightOptions options, ComputeDevice device) throws IOException {
        Model model = newModel(device);
        return load(model, device.isCuda() ? Kernels.PORTABLE : NativeKernels.loaded(), checkpoint, options);
    }

    /**
     * Loads the version with PyTorch operators, whatever the processor supports.
     */
    static Model loadPortable(Checkpoint checkpoint, WeightOptions options) throws IOException {
        return load(newModel(ComputeDevice.CPU), Kernels.PORTABLE, checkpoint, options);
    }

    private static Model newModel(ComputeDevice device) {
        DjlRuntime.prepare();
        NativeLibraries.announceExtraction();
        return Model.newInstance("gpt2", device.djl(), "PyTorch");
    }

    private static Model load(Model model, Kernels kernels, Checkpoint checkpoint, WeightOptions options)
            throws IOException {
        model.setProperty(KERNELS, kernels.name());
        try {
            loadProgram(model, kernels);
            WeightLoader.load(model, checkpoint, options);
            return model;
        }
        catch (IOException | RuntimeException ex) {
            model.close();
            throw ex;
        }
    }

    /** The device of a loaded model. */
    public static ComputeDevice device(Model model) {
        return ComputeDevice.of(model.getNDManager().getDevice());
    }

    /** The kernels that a loaded model uses. */
    public static Kernels kernels(Model model) {
        return Kernels.valueOf(model.getProperty(KERNELS));
    }

    static String resource(String program) {
        return program + ".pt";
    }

    // From a file: DJL's InputStream variant skips eval() and inference mode.
    private static void loadProgram(Model model, Kernels kernels) throws IOException {
        String name = (kernels == Kernels.PORTABLE) ? PORTABLE : NATIVE;
        Path folder = Files.createTempDirectory("inkwell");
        Path file = folder.resolve(resource(name));
        try (InputStream program = Gpt2Program.class.getResourceAsStream(resource(name))) {
            if (program == null) {
                throw new IOException(resource(name) + " is not on the class path");
            }
            Files.copy(program, file);
            model.load(folder, name);
        }
        catch (MalformedModelException ex) {
            throw new IOException("PyTorch cannot load " + resource(name), ex);
        }
        finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

}
