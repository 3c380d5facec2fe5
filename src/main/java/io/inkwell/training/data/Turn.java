package io.inkwell.training.data;

/**
 * A part of an example.
 *
 * @param isLearned whether the loss counts its tokens
 */
record Turn(String text, boolean isLearned) {
}
