/** Measures a server at rising arrival rates. */
@NullMarked
package io.inkwell.bench.sweep;

import org.jspecify.annotations.NullMarked;
