/**
 * The sequences of a request: what runs in a slot, and what it makes of the output of a
 * step.
 */
@NullMarked
package io.inkwell.engine.sequence;

import org.jspecify.annotations.NullMarked;
