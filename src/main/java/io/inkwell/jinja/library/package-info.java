/** The filters, tests and functions that are built into Jinja. */
@NullMarked
package io.inkwell.jinja.library;

import org.jspecify.annotations.NullMarked;
