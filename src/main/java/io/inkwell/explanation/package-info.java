/**
 * Opens the model up: scores, distributions, attention and searches, computed beside the
 * serving.
 */
@NullMarked
package io.inkwell.explanation;

import org.jspecify.annotations.NullMarked;
