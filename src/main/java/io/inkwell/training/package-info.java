/**
 * Trains a GPT-2 model: options, learning rate, the loop over the steps, and the folder
 * of a run.
 */
@NullMarked
package io.inkwell.training;

import org.jspecify.annotations.NullMarked;
