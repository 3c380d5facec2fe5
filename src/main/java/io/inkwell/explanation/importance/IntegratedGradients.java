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
        double[] gradients = new double[embeddings.length];
        for (int first = 0; first < this.numSteps; first += this.stepsAtOnce) {
            this.cancellation.throwIfCancelled();
            int count = Math.min(this.stepsAtOnce, this.numSteps - first);
            float[] points = new float[count * embeddings.length];
            for (int i = 0; i < points.length; i++) {
                float from = baseline[i % embeddings.length];
                double fraction = steps.nodes()[first + i / embeddings.length];
                points[i] = (float) (from + fraction * (embeddings[i % embeddings.length] - from));
            }
            OutputGradients result = this.output.gradients(points, count);
            for (int i = 0; i < points.length; i++) {
                gradients[i % embeddings.length] += steps.weights()[first + i / embeddings.length]
                        * result.gradients()[i];
            }
        }
        for (int i = 0; i < gradients.length; i++) {
            gradients[i] *= embeddings[i] - baseline[i];
        }
        return gradients;
    }

}
