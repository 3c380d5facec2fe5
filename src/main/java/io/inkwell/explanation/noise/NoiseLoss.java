package io.inkwell.explanation.noise;

/**
 * The loss and its gradient for one draw of noise.
 *
 * @param gradient with respect to the parameter of each part
 */
record NoiseLoss(double value, double[] gradient) {
}
