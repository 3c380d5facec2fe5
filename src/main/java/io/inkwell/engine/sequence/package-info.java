/**
 * Sequences and sequence groups: their state, and how they process the output of a step.
 */
@NullMarked
package io.inkwell.engine.sequence;

import org.jspecify.annotations.NullMarked;
