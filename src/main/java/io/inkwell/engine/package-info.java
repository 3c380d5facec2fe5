/**
 * Continuous batching: one thread per engine runs steps over many sequences, which can
 * join and leave between steps.
 */
@NullMarked
package io.inkwell.engine;

import org.jspecify.annotations.NullMarked;
