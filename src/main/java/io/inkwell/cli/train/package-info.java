/** Implements the train command: options, progress, metrics, plots and samples. */
@NullMarked
package io.inkwell.cli.train;

import org.jspecify.annotations.NullMarked;
