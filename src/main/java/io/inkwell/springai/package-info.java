/** Adapts the library to Spring AI. */
@NullMarked
package io.inkwell.springai;

import org.jspecify.annotations.NullMarked;
