/** The one vocabulary of failures: every package throws it, one place maps it to HTTP. */
@NullMarked
package io.inkwell.error;

import org.jspecify.annotations.NullMarked;
