/** Writes curves and tables to one HTML file. */
@NullMarked
package io.inkwell.plots;

import org.jspecify.annotations.NullMarked;
