package io.inkwell.model.introspection;

import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;

import io.inkwell.model.program.Gpt2Program;

/** Converts an {@link ExplanationCall} to tensors, and results to arrays. */
final class ExplanationTranslator implements NoBatchifyTranslator<ExplanationCall, List<float[]>> {

    @Override
    public NDList processInput(TranslatorContext context, ExplanationCall call) {
        NDManager host = Gpt2Program.hostManager(context.getNDManager());
        NDList list = new NDList();
        list.add(Gpt2Program.method(host, call.method()));
        list.addAll(call.arguments(host));
        return list;
    }

    @Override
    public List<float[]> processOutput(TranslatorContext context, NDList list) {
        return list.stream().map(NDArray::toFloatArray).toList();
    }

}
