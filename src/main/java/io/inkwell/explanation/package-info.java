/**
 * Opens the model up: scores, distributions, attention, searches and weights, computed
 * beside the serving.
 */
@NullMarked
package io.inkwell.explanation;

import org.jspecify.annotations.NullMarked;
