/**
 * The texts to explain: their tokens, offsets and spans, and forward passes over them.
 */
@NullMarked
package io.inkwell.explanation.text;

import org.jspecify.annotations.NullMarked;
