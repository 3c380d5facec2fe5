/** An interpreter of Jinja templates whose values behave as Python's. */
@NullMarked
package io.inkwell.jinja;

import org.jspecify.annotations.NullMarked;
