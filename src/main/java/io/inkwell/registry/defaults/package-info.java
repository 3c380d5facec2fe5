/** Reads generation_config.json and the request defaults in it. */
@NullMarked
package io.inkwell.registry.defaults;

import org.jspecify.annotations.NullMarked;
