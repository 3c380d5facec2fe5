package io.inkwell.model.program;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;

import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.CheckpointException;
import io.inkwell.model.checkpoint.ElementType;
import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.checkpoint.TensorInfo;

/**
 * Passes the weights of a checkpoint to the program one by one, through a small direct
 * buffer into PyTorch memory that all weights reuse. Java's direct memory stays below
 * {@value #MAX_PART_BYTES} bytes. PyTorch needs only the size of the largest weight on
 * top, wherever in the file the tensor begins.
 */
public final class WeightLoader {

    private static final int MAX_PART_BYTES = 8 << 20;

    private static final float FLOAT16_MAX = 65504;

    private final Model model;

    private final Checkpoint checkpoint;

    private final Gpt2Config config;

    private final WeightOptions options;

    private final boolean dense;

    private final ByteBuffer part;

    private WeightLoader(Model model, Checkpoint checkpoint, WeightOptions options, boolean dense) {
        this.model = model;
        this.checkpoint = checkpoint;
        this.config = checkpoint.config();
        this.options = options;
        this.dense = dense;
        this.part = ByteBuffer.allocateDirect(partBytes(checkpoint));
    }

    /**
     * @param dense whether matrices stay dense tensors, as a GPU needs them, instead of
     * being packed for the CPU
     */
    static void load(Model model, Checkpoint checkpoint, WeightOptions options, boolean dense) throws IOException {
        new WeightLoader(model, checkpoint, options, dense).load();
    }

    /**
     * The peak bytes of loading in addition to the loaded weights: for the largest weight
     * in float32, and a transposed copy of the largest layer matrix.
     */
    public static long transientBytes(Checkpoint checkpoint) {
        long transposed = roles(checkpoint).filter((each) -> each.getValue().kind() == WeightRole.Kind.MATRIX)
            .mapToLong((each) -> checkpoint.info(each.getKey()).numElements())
            .max()
            .orElse(0);
        return partBytes(checkpoint) + Float.BYTES * (largestSize(checkpoint) + transposed);
    }

    // A multiple of the size of every dtype.
    private static int partBytes(Checkpoint checkpoint) {
        long bytes = largest(checkpoint, TensorInfo::sizeBytes);
        return (int) Math.min(MAX_PART_BYTES, (bytes + Double.BYTES - 1) / Double.BYTES * Double.BYTES);
    }

    private static long largestSize(Checkpoint checkpoint) {
        return largest(checkpoint, TensorInfo::numElements);
    }

    private static long largest(Checkpoint checkpoint, ToLongFunction<TensorInfo> size) {
        return checkpoint.weightNames().stream().map(checkpoint::info).mapToLong(size).max().orElseThrow();
    }

    private static Stream<Map.Entry<String, WeightRole>> roles(Checkpoint checkpoint) {
        return checkpoint.weightNames()
            .stream()
            .map((name) -> Map.entry(name, WeightRole.of(name, checkpoint.config())));
    }

    private void load() throws IOException {
        if (this.dense && this.options.precision() == Precision.INT8) {
            throw new IllegalArgumentException(
                    "precision must be float32, float16 or bfloat16 on a GPU; given: " + Precision.INT8.label());
        }
        try (NDArray target = this.model.getNDManager().create(new Shape(0))) {
            call("begin_load",
                    new long[] { this.options.precision().code(), this.config.activation().code(),
                            this.config.numLayers(), this.config.numHeads(), this.config.tieWordEmbeddings() ? 1 : 0,
                            largestSize(this.checkpoint), this.dense ? 1 : 0 },
                    factors(), target);
        }
        List<Map.Entry<String, WeightRole>> inOrder = roles(this.checkpoint)
            .sorted(Comparator.comparing((Map.Entry<String, WeightRole> each) -> each.getValue().kind())
                .thenComparing((each) -> each.getValue().index()))
            .toList();
        for (Map.Entry<String, WeightRole> each : inOrder) {
            stage(each.getKey());
            add(each.getKey(), each.getValue());
        }
        call("end_load");
    }

    private void stage(String weight) throws IOException {
        TensorInfo info = this.checkpoint.info(weight);
        for (long first = 0; first < info.sizeBytes(); first += this.part.capacity()) {
            this.part.clear().limit((int) Math.min(this.part.capacity(), info.sizeBytes() - first));
            this.checkpoint.read(weight, first, this.part);
            call("stage_weight", new long[] { first / info.type().sizeBytes() },
                    new Part(info.type(), this.part.flip()));
        }
    }

    private void add(String weight, WeightRole role) throws IOException {
        TensorInfo info = this.checkpoint.info(weight);
        long[] about = { role.kind().code(), role.index() };
        float[] range = call("add_weight",
                LongStream.concat(LongStream.of(about), info.shape().stream().mapToLong(Long::longValue)).toArray());
        if (this.options.checked()) {
            requireNumbers(weight, range);
            requireFits(weight, role, Math.max(Math.abs(range[0]), Math.abs(range[1])));
        }
    }

    private void requireNumbers(String weight, float[] range) throws CheckpointException {
        for (float bound : range) {
            if (!Float.isFinite(bound)) {
                throw rejection(weight, "must contain only finite values; found: " + bound
                        + ". Set --inkwell.model-check=false to load it anyway");
            }
        }
    }

    private void requireFits(String weight, WeightRole role, float greatest) throws CheckpointException {
        Precision precision = this.options.precision();
        boolean isFloat16 = switch (precision) {
            case FLOAT32 -> false;
            case FLOAT16 -> role.isPacked();
            case INT8 -> role.kind() == WeightRole.Kind.EMBEDDING;
            case BFLOAT16 -> role.isEmbedding();
        };
        if (isFloat16 && greatest > FLOAT16_MAX) {
            throw rejection(weight, "must be at most " + FLOAT16_MAX + " for precision " + precision.label()
                    + "; found: " + greatest + ". Use precision float32");
        }
    }

    private CheckpointException rejection(String weight, String problem) {
        return this.checkpoint.rejection(weight, problem);
    }

    private float[] factors() {
        float[] factors = new float[1 + this.config.numLayers()];
        factors[0] = (float) this.config.layerNormEpsilon();
        for (int layer = 0; layer < this.config.numLayers(); layer++) {
            factors[1 + layer] = (float) this.config.attentionScale(layer);
        }
        return factors;
    }

    // Runs in training mode: tensors created in inference mode cannot take part in
    // gradients.
    private float[] call(String method, Object... arguments) {
        try (NDManager manager = this.model.getNDManager().newSubManager(Device.cpu())) {
            NDList call = new NDList(Gpt2Program.method(manager, method));
            for (Object argument : arguments) {
                call.add(tensor(manager, argument));
            }
            try (NDList result = this.model.getBlock().forward(new ParameterStore(manager, false), call, true)) {
                return result.singletonOrThrow().toFloatArray();
            }
        }
    }

    private static NDArray tensor(NDManager manager, Object argument) {
        if (argument instanceof Part part) {
            return part.tensor(manager);
        }
        if (argument instanceof NDArray tensor) {
            return tensor;
        }
        return (argument instanceof long[] integers) ? manager.create(integers) : manager.create((float[]) argument);
    }

    /** Consecutive values of a weight as stored. */
    private record Part(ElementType type, ByteBuffer bytes) {

        NDArray tensor(NDManager manager) {
            DataType dataType = dataType();
            return manager.create(this.bytes, new Shape(this.bytes.remaining() / dataType.getNumOfBytes()), dataType);
        }

        private DataType dataType() {
            return switch (this.type) {
                case F32 -> DataType.FLOAT32;
                case F16 -> DataType.FLOAT16;
                case F64 -> DataType.FLOAT64;
                // DJL crashes the process when it creates a bfloat16 tensor.
                case BF16 -> DataType.UINT8;
                default -> throw new IllegalArgumentException("unsupported weight dtype: " + this.type);
            };
        }

    }

}
