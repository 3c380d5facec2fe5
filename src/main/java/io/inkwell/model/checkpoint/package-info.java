/**
 * Reads and writes a checkpoint folder: config.json, safetensors files, tensor shapes and
 * dtypes.
 */
@NullMarked
package io.inkwell.model.checkpoint;

import org.jspecify.annotations.NullMarked;
