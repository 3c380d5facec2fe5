package io.inkwell.model;

import java.nio.FloatBuffer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;

/**
 * Puts a {@link ProgramCall} and a KV cache into tensors, and copies what comes back into
 * one array that is reused.
 */
final class ProgramTranslator implements NoBatchifyTranslator<ProgramCall, float[]> {

    private final KvCache cache;

    private float[] result = new float[0];

    ProgramTranslator(KvCache cache) {
        this.cache = cache;
    }

    @Override
    public NDList processInput(TranslatorContext context, ProgramCall call) {
        NDManager manager = context.getNDManager();
        NDList list = new NDList();
        list.add(Gpt2Program.method(manager, call.method()));
        call.arguments().forEach((argument) -> list.add(manager.create(argument)));
        list.addAll(this.cache.keys());
        list.addAll(this.cache.values());
        return list;
    }

    @Override
    public float[] processOutput(TranslatorContext context, NDList list) {
        NDArray tensor = list.singletonOrThrow();
        FloatBuffer floats = tensor.toByteBuffer(true).asFloatBuffer();
        if (this.result.length < floats.remaining()) {
            this.result = new float[floats.remaining()];
        }
        floats.get(this.result, 0, floats.remaining());
        return this.result;
    }

}
