/** Starts the service inside the process of a command, without HTTP. */
@NullMarked
package io.inkwell.cli.local;

import org.jspecify.annotations.NullMarked;
