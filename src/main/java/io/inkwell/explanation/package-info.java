/**
 * Explains the model: scores, distributions, attention, importance and searches.
 */
@NullMarked
package io.inkwell.explanation;

import org.jspecify.annotations.NullMarked;
