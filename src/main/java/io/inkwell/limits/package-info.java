/** Bounds the threads and the memory that requests take before an engine runs them. */
@NullMarked
package io.inkwell.limits;

import org.jspecify.annotations.NullMarked;
