package io.inkwell.model.step;

import java.nio.FloatBuffer;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;

import io.inkwell.model.program.Gpt2Program;

/**
 * Converts a {@link ProgramCall} and a KV cache to tensors, and copies the results into
 * reused arrays.
 */
final class ProgramTranslator implements NoBatchifyTranslator<ProgramCall, float[][]> {

    private static final int MAX_RESULTS = 3;

    private final KvCache cache;

    private final float[][] results = new float[MAX_RESULTS][0];

    ProgramTranslator(KvCache cache) {
        this.cache = cache;
    }

    @Override
    public NDList processInput(TranslatorContext context, ProgramCall call) {
        NDManager host = Gpt2Program.hostManager(context.getNDManager());
        NDList arguments = new NDList(Gpt2Program.method(host, call.method()), host.create(call.argument()),
                this.cache.tensor());
        if (!call.adapters().isEmpty()) {
            arguments.add(host.create(call.adapters().integers()));
            Device device = this.cache.tensor().getDevice();
            call.adapters().adapters().forEach((adapter) -> arguments.add(adapter.tensor(device)));
        }
        return arguments;
    }

    @Override
    public float[][] processOutput(TranslatorContext context, NDList list) {
        for (int i = 0; i < list.size(); i++) {
            NDArray tensor = list.get(i);
            if (tensor.size() > 0) {
                FloatBuffer floats = tensor.toByteBuffer(true).asFloatBuffer();
                if (this.results[i].length < floats.remaining()) {
                    this.results[i] = new float[floats.remaining()];
                }
                floats.get(this.results[i], 0, floats.remaining());
            }
        }
        return this.results;
    }

}
