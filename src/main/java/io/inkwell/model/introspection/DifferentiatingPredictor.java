package io.inkwell.model.introspection;

import java.util.List;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.translate.TranslatorContext;

/**
 * A predictor with gradients: it runs outside the inference mode of PyTorch. DJL treats
 * this as training; the results are the same.
 */
final class DifferentiatingPredictor extends Predictor<ExplanationCall, List<float[]>> {

    DifferentiatingPredictor(Model model) {
        super(model, new ExplanationTranslator(), model.getNDManager().getDevice(), false);
    }

    @Override
    protected NDList predictInternal(TranslatorContext context, NDList inputs) {
        // The thread that initialized DJL has gradients disabled.
        JniUtils.setGradMode(true);
        return this.block.forward(this.parameterStore, inputs, true);
    }

}
