/**
 * Opens a GPT-2-family checkpoint and runs it in DJL: config, weights, program, KV cache,
 * predictor.
 */
@NullMarked
package io.inkwell.model;

import org.jspecify.annotations.NullMarked;
