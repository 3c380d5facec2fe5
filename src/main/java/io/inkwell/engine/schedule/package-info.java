/**
 * Assigns slots, builds the batch of each step, and manages the prefix cache and drafts.
 */
@NullMarked
package io.inkwell.engine.schedule;

import org.jspecify.annotations.NullMarked;
