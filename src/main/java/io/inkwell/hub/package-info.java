/**
 * Downloads models from the Hugging Face hub into the cache that its Python client
 * shares.
 */
@NullMarked
package io.inkwell.hub;

import org.jspecify.annotations.NullMarked;
