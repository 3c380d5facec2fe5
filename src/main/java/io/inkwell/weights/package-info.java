/** Serves the weights and the architecture of a model. */
@NullMarked
package io.inkwell.weights;

import org.jspecify.annotations.NullMarked;
