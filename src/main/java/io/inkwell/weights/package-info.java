/** Shows what a model consists of while it rests: its weights and its architecture. */
@NullMarked
package io.inkwell.weights;

import org.jspecify.annotations.NullMarked;
