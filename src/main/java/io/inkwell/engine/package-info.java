/**
 * Continuous batching: one thread per engine steps many sequences at once, which join and
 * leave between two steps.
 */
@NullMarked
package io.inkwell.engine;

import org.jspecify.annotations.NullMarked;
