package io.inkwell.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;

/**
 * The TorchScript program of {@code src/main/torchscript}, exported without weights: once
 * with PyTorch's operators, once with those of {@link NativeKernels}.
 */
final class Gpt2Program {

    static final String PORTABLE = "gpt2";

    static final String NATIVE = "gpt2-native";

    private static final String KERNELS = "kernels";

    private Gpt2Program() {
    }

    /** The tensor whose name tells DJL which method of the program to call. */
    static NDArray method(NDManager manager, String name) {
        NDArray marker = manager.create(0L);
        marker.setName("module_method:" + name);
        return marker;
    }

    /**
     * A DJL model with the program and the weights of a checkpoint; the checkpoint may be
     * closed afterwards.
     */
    static Model load(Checkpoint checkpoint, Precision precision) throws IOException {
        Model model = newModel();
        boolean onGpu = model.getNDManager().getDevice().isGpu();
        return load(model, onGpu ? Kernels.PORTABLE : NativeKernels.loaded(), checkpoint, precision);
    }

    /** The same with PyTorch's operators, wherever it is. */
    static Model loadPortable(Checkpoint checkpoint, Precision precision) throws IOException {
        return load(newModel(), Kernels.PORTABLE, checkpoint, precision);
    }

    private static Model newModel() {
        DjlRuntime.prepare();
        NativeLibraries.announceExtraction();
        return Model.newInstance("gpt2", "PyTorch");
    }

    private static Model load(Model model, Kernels kernels, Checkpoint checkpoint, Precision precision)
            throws IOException {
        model.setProperty(KERNELS, kernels.name());
        try {
            loadProgram(model, kernels);
            loadWeights(model, checkpoint, precision);
            return model;
        }
        catch (IOException | RuntimeException ex) {
            model.close();
            throw ex;
        }
    }

    /** Those that a loaded model computes with. */
    static Kernels kernels(Model model) {
        return Kernels.valueOf(model.getProperty(KERNELS));
    }

    static String resource(String program) {
        return program + ".pt";
    }

    // From a file: DJL's way through an InputStream skips eval() and inference mode.
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
            throw new IOException("PyTorch cannot read " + resource(name), ex);
        }
        finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    private static void loadWeights(Model model, Checkpoint checkpoint, Precision precision) throws IOException {
        Gpt2Config config = checkpoint.config();
        try (NDManager manager = model.getNDManager().newSubManager()) {
            NDList call = new NDList();
            call.add(method(manager, "load"));
            call.add(manager.create(new long[] { precision.code(), activationCode(config.activation()),
                    config.numLayers(), config.numHeads() }));
            call.add(manager.create(factors(config)));
            for (String name : checkpoint.weightNames()) {
                NDArray weight = tensor(manager, checkpoint.info(name), checkpoint.data(name));
                weight.setName("weights[]");
                call.add(weight);
            }
            // As if to train it: what is made in inference mode never takes part in
            // gradients.
            model.getBlock().forward(new ParameterStore(manager, false), call, true).close();
        }
        catch (UncheckedIOException ex) {
            throw ex.getCause();
        }
    }

    private static NDArray tensor(NDManager manager, TensorInfo info, ByteBuffer data) {
        DataType type = switch (info.type()) {
            case F32 -> DataType.FLOAT32;
            case F16 -> DataType.FLOAT16;
            case BF16 -> DataType.BFLOAT16;
            default -> throw new IllegalArgumentException("a weight cannot be " + info.type());
        };
        return manager.create(data, new Shape(info.shape()), type);
    }

    private static float[] factors(Gpt2Config config) {
        List<Double> factors = new ArrayList<>();
        factors.add(config.layerNormEpsilon());
        for (int layer = 0; layer < config.numLayers(); layer++) {
            factors.add(config.attentionScale(layer));
        }
        float[] floats = new float[factors.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = factors.get(i).floatValue();
        }
        return floats;
    }

    private static long activationCode(Activation activation) {
        return switch (activation) {
            case GELU_TANH -> 0;
            case GELU -> 1;
            case RELU -> 2;
        };
    }

}
