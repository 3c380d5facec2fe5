/** The built-in filters, tests and functions of Jinja. */
@NullMarked
package io.inkwell.jinja.library;

import org.jspecify.annotations.NullMarked;
