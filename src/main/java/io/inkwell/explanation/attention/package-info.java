/** Attention weights, head patterns and the bertviz format. */
@NullMarked
package io.inkwell.explanation.attention;

import org.jspecify.annotations.NullMarked;
