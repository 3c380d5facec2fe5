/** Parses the command line and dispatches to the commands. */
@NullMarked
package io.inkwell.cli;

import org.jspecify.annotations.NullMarked;
