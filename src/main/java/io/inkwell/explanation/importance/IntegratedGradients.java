package io.inkwell.explanation.importance;

import io.inkwell.explanation.CancellationToken;
import io.inkwell.model.introspection.OutputGradients;

/**
 * Integrated gradients (Sundararajan et al. 2017): the mean gradient on the straight line
 * from the baseline to the embeddings, times their difference. The attributions sum to
 * the difference of the outputs.
 *
 * @param stepsAtOnce interpolation steps per call
 */
record IntegratedGradients(DifferentiableOutput output, int numSteps, int stepsAtOnce, CancellationToken cancellation) {

    /** The attribution of each embedding dimension. */
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
            OutputGradients result = this.output.gradients(places, count);
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
