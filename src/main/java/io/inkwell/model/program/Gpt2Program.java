package io.inkwell.model.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import io.inkwell.error.FileProblem;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.Precision;

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
     * Returns a manager of tensors in host memory, where the program takes its arguments,
     * except the KV cache. It closes with the given one.
     */
    public static NDManager hostManager(NDManager manager) {
        return manager.getDevice().isGpu() ? manager.newSubManager(Device.cpu()) : manager;
    }

    /**
     * Loads the program and the weights of a checkpoint; the checkpoint may be closed
     * afterwards.
     */
    public static Model load(Checkpoint checkpoint, WeightOptions options, ComputeDevice device) throws IOException {
        Model model = newModel(device);
        if (device.isCuda()) {
            return load(model, Kernels.PORTABLE, checkpoint, options, true);
        }
        return load(model, NativeKernels.loaded(), checkpoint, options, isDenseOnCpu(options.precision()));
    }

    /**
     * Loads the version with PyTorch operators, whatever the processor supports.
     */
    static Model loadPortable(Checkpoint checkpoint, WeightOptions options) throws IOException {
        return load(newModel(ComputeDevice.CPU), Kernels.PORTABLE, checkpoint, options,
                isDenseOnCpu(options.precision()));
    }

    /** Loads the version for a GPU, whose matrices are dense, on the CPU. */
    static Model loadDense(Checkpoint checkpoint, WeightOptions options) throws IOException {
        return load(newModel(ComputeDevice.CPU), Kernels.PORTABLE, checkpoint, options, true);
    }

    /** Where oneDNN cannot pack bfloat16 matrices, dense ones are slow but correct. */
    private static boolean isDenseOnCpu(Precision precision) {
        return precision == Precision.BFLOAT16 && !Processor.current().supports(precision);
    }

    private static Model newModel(ComputeDevice device) throws IOException {
        return NativeLibraries.start(() -> Model.newInstance("gpt2", device.djl(), "PyTorch"));
    }

    private static Model load(Model model, Kernels kernels, Checkpoint checkpoint, WeightOptions options, boolean dense)
            throws IOException {
        model.setProperty(KERNELS, kernels.name());
        try {
            loadProgram(model, kernels);
            WeightLoader.load(model, checkpoint, options, dense);
            return model;
        }
        catch (IOException | RuntimeException | Error ex) {
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
        try {
            copy(resource(name), file);
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

    private static void copy(String resource, Path file) throws IOException {
        try (InputStream program = Gpt2Program.class.getResourceAsStream(resource)) {
            if (program == null) {
                throw new IOException(resource + " is not on the class path");
            }
            Files.copy(program, file);
        }
        catch (IOException ex) {
            throw new IOException("%s cannot be copied to %s: %s. Java's option -Djava.io.tmpdir sets another folder"
                .formatted(resource, file.getParent(), FileProblem.describe(ex)), ex);
        }
    }

}
