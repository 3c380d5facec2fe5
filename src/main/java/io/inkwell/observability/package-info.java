/** Metrics, traces and health: hears what engines do and gives it names. */
@NullMarked
package io.inkwell.observability;

import org.jspecify.annotations.NullMarked;
