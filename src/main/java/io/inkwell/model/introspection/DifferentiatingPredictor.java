package io.inkwell.model.introspection;

import java.util.List;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.translate.TranslatorContext;

/**
 * A predictor outside of PyTorch's inference mode, where there are no gradients. To DJL
 * this is training; the program computes the same in both.
 */
final class DifferentiatingPredictor extends Predictor<ExplanationCall, List<float[]>> {

    DifferentiatingPredictor(Model model) {
        super(model, new ExplanationTranslator(), model.getNDManager().getDevice(), false);
    }

    @Override
    protected NDList predictInternal(TranslatorContext context, NDList inputs) {
        // The thread that has started DJL records no way back unless it is told to.
        JniUtils.setGradMode(true);
        return this.block.forward(this.parameterStore, inputs, true);
    }

}
