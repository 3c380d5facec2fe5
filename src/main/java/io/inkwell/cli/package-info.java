/** The command line: what the service does, from a terminal and without HTTP. */
@NullMarked
package io.inkwell.cli;

import org.jspecify.annotations.NullMarked;
