/** Reads generation_config.json and the defaults that it gives a request. */
@NullMarked
package io.inkwell.registry.defaults;

import org.jspecify.annotations.NullMarked;
