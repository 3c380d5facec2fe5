/** Wraps the terminal: input, output, styles and interruption. */
@NullMarked
package io.inkwell.cli.terminal;

import org.jspecify.annotations.NullMarked;
