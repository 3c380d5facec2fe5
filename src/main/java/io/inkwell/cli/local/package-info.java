/** Starts the service inside a command's process, without HTTP. */
@NullMarked
package io.inkwell.cli.local;

import org.jspecify.annotations.NullMarked;
