/** Serves the studio: the page at / and its files. */
@NullMarked
package io.inkwell.studio;

import org.jspecify.annotations.NullMarked;
