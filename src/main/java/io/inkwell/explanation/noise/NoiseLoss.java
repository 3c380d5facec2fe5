package io.inkwell.explanation.noise;

/**
 * What is minimized, at one place and with one draw of noise.
 *
 * @param gradient by the parameter of each part
 */
record NoiseLoss(double value, double[] gradient) {
}
