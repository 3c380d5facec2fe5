/**
 * Downloads models from the Hugging Face hub into the cache that huggingface_hub also
 * uses.
 */
@NullMarked
package io.inkwell.hub;

import org.jspecify.annotations.NullMarked;
