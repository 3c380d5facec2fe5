/**
 * A soak test: mixed requests above the capacity of a server, for a long time, while its
 * memory, threads and files are recorded.
 */
@NullMarked
package io.inkwell.bench.soak;

import org.jspecify.annotations.NullMarked;
