package io.inkwell.explanation.importance;

import io.inkwell.model.introspection.OutputGradients;

/** A number that an answer has, as a function of the embeddings that are read. */
@FunctionalInterface
interface DifferentiableOutput {

    /**
     * @param embeddings of several texts of one length
     */
    OutputGradients gradients(float[] embeddings, int numTexts);

}
