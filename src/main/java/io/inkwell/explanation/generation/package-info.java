/** Explanations of a whole generation: trace, beam tree and KV cache. */
@NullMarked
package io.inkwell.explanation.generation;

import org.jspecify.annotations.NullMarked;
