/**
 * Prompts to explain: tokens, offsets and spans, and forward passes over them.
 */
@NullMarked
package io.inkwell.explanation.text;

import org.jspecify.annotations.NullMarked;
