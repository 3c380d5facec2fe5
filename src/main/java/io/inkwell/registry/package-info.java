/** Loads models and finds them by name. */
@NullMarked
package io.inkwell.registry;

import org.jspecify.annotations.NullMarked;
