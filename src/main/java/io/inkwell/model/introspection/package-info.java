/** Runs the model for explanations: attention, logit lens, gradients and noise. */
@NullMarked
package io.inkwell.model.introspection;

import org.jspecify.annotations.NullMarked;
