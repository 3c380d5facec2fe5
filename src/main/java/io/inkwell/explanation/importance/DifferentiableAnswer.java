package io.inkwell.explanation.importance;

import io.inkwell.model.introspection.AnswerGradients;

/** A number that an answer has, as a function of the embeddings that are read. */
@FunctionalInterface
interface DifferentiableAnswer {

    /**
     * @param embeddings of several texts of one length
     */
    AnswerGradients gradients(float[] embeddings, int numTexts);

}
