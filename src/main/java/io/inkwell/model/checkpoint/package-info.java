/**
 * Reads a checkpoint folder: config.json, safetensors files, shapes and element types.
 */
@NullMarked
package io.inkwell.model.checkpoint;

import org.jspecify.annotations.NullMarked;
