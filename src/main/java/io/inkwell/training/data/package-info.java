/** Reads texts for training, encodes them, and makes the examples of each step. */
@NullMarked
package io.inkwell.training.data;

import org.jspecify.annotations.NullMarked;
