/** Implements the serve command: settings as options, and their errors. */
@NullMarked
package io.inkwell.cli.serve;

import org.jspecify.annotations.NullMarked;
