/** Starts the service: settings, wiring and the command line. */
@NullMarked
package io.inkwell;

import org.jspecify.annotations.NullMarked;
