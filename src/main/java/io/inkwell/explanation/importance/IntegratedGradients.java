package io.inkwell.explanation.importance;

import io.inkwell.explanation.CancellationToken;
import io.inkwell.model.introspection.OutputGradients;

/**
 * Sundararajan et al.'s integrated gradients: the gradients on the straight way from a
 * baseline to the embeddings, times that way. They add up to what the answer differs by.
 *
 * @param stepsAtOnce the places on the way that are computed together
 */
record IntegratedGradients(DifferentiableOutput answer, int numSteps, int stepsAtOnce, CancellationToken cancellation) {

    /** What each number of the embeddings adds to the answer. */
    double[] between(float[] baseline, float[] embeddings) {
        GaussLegendre steps = GaussLegendre.of(this.numSteps);
        double[] slopes = new double[embeddings.length];
        for (int first = 0; first < this.numSteps; first += this.stepsAtOnce) {
            this.cancellation.throwIfCancelled();
            int count = Math.min(this.stepsAtOnce, this.numSteps - first);
            float[] places = new float[count * embeddings.length];
            for (int i = 0; i < places.length; i++) {
                float from = baseline[i % embeddings.length];
                double way = steps.nodes()[first + i / embeddings.length];
                places[i] = (float) (from + way * (embeddings[i % embeddings.length] - from));
            }
            OutputGradients result = this.answer.gradients(places, count);
            for (int i = 0; i < places.length; i++) {
                slopes[i % embeddings.length] += steps.weights()[first + i / embeddings.length] * result.gradients()[i];
            }
        }
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] *= embeddings[i] - baseline[i];
        }
        return slopes;
    }

}
