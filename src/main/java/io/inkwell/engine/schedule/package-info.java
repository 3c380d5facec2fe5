/**
 * Which sequences get slots, and what each step computes; the prefix cache and drafts.
 */
@NullMarked
package io.inkwell.engine.schedule;

import org.jspecify.annotations.NullMarked;
