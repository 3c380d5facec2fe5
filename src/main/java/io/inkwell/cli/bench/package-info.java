/** Implements the bench command: load options, progress and reports. */
@NullMarked
package io.inkwell.cli.bench;

import org.jspecify.annotations.NullMarked;
