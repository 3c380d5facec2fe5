/** Starts the program: the service or another command. */
@NullMarked
package io.inkwell;

import org.jspecify.annotations.NullMarked;
