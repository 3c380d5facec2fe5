/**
 * Sends a load of completions to a server or an engine and measures latencies.
 */
@NullMarked
package io.inkwell.bench;

import org.jspecify.annotations.NullMarked;
