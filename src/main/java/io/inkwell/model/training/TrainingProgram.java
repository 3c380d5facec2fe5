package io.inkwell.model.training;

import java.nio.ByteBuffer;
import java.util.function.Function;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;

import io.inkwell.model.program.Gpt2Program;

/**
 * Calls the methods of {@code training.py}, which take and return tensors in host memory.
 */
final class TrainingProgram implements AutoCloseable {

    private final Model model;

    TrainingProgram(Model model) {
        this.model = model;
    }

    void begin() {
        call("begin_training", NDArray::toFloatArray);
    }

    void beginLora(long[] options, double... settings) {
        call("begin_lora", NDArray::toFloatArray, (manager) -> manager.create(options),
                (manager) -> manager.create(settings));
    }

    double[] trainStep(long[] inputs, double... settings) {
        return call("train_step", NDArray::toDoubleArray, (manager) -> manager.create(inputs),
                (manager) -> manager.create(settings));
    }

    double[] evaluate(long... inputs) {
        return call("evaluate", NDArray::toDoubleArray, (manager) -> manager.create(inputs));
    }

    /**
     * Reads rows of a weight or a moment.
     * @param place as in {@code read_rows}
     * @return float32, little-endian
     */
    ByteBuffer readRows(long... place) {
        // The memory of the tensor ends with the call.
        return call("read_rows", (rows) -> rows.toByteBuffer(false), (manager) -> manager.create(place));
    }

    /**
     * Sets rows of a weight or a moment.
     * @param values a direct buffer of float32, little-endian
     * @param place as in {@code write_rows}
     */
    void writeRows(ByteBuffer values, long... place) {
        call("write_rows", NDArray::toFloatArray, (manager) -> manager.create(place),
                (manager) -> manager.create(values, new Shape(values.remaining() / Float.BYTES), DataType.FLOAT32));
    }

    @Override
    public void close() {
        this.model.close();
    }

    @SafeVarargs
    private <T> T call(String method, Function<NDArray, T> result, Function<NDManager, NDArray>... arguments) {
        // The thread that initialized DJL has gradients disabled.
        JniUtils.setGradMode(true);
        try (NDManager manager = this.model.getNDManager().newSubManager(Device.cpu())) {
            NDList call = new NDList(Gpt2Program.method(manager, method));
            for (Function<NDManager, NDArray> argument : arguments) {
                call.add(argument.apply(manager));
            }
            try (NDList results = this.model.getBlock().forward(new ParameterStore(manager, false), call, true)) {
                return result.apply(results.singletonOrThrow());
            }
        }
    }

}
