package io.inkwell.model.introspection;

import java.util.List;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.translate.TranslatorContext;

/**
 * A predictor outside of PyTorch's inference mode, in which there are no gradients. DJL
 * treats this as training; the program computes the same values.
 */
final class DifferentiatingPredictor extends Predictor<ExplanationCall, List<float[]>> {

    DifferentiatingPredictor(Model model) {
        super(model, new ExplanationTranslator(), model.getNDManager().getDevice(), false);
    }

    @Override
    protected NDList predictInternal(TranslatorContext context, NDList inputs) {
        // The thread that started DJL does not record gradients by default.
        JniUtils.setGradMode(true);
        return this.block.forward(this.parameterStore, inputs, true);
    }

}
