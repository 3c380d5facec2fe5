/** Locks files against other threads and processes. */
@NullMarked
package io.inkwell.files;

import org.jspecify.annotations.NullMarked;
