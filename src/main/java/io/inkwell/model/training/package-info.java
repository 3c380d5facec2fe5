/** Trains the weights of a model: one call for each optimizer step. */
@NullMarked
package io.inkwell.model.training;

import org.jspecify.annotations.NullMarked;
