package io.inkwell.cli.train;

/**
 * Completions of a prompt by the model before and after training.
 *
 * @param decoding how the tokens were chosen
 * @param before empty for a model from scratch, which knew nothing
 */
record Sample(String prompt, String decoding, String before, String after) {

}
