package io.inkwell.explanation.importance;

import io.inkwell.model.introspection.OutputGradients;

/** A scalar output of the model as a function of the input embeddings. */
@FunctionalInterface
interface DifferentiableOutput {

    /**
     * @param embeddings of several prompts of equal length
     */
    OutputGradients gradients(float[] embeddings, int numSequences);

}
