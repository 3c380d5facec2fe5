/** Interprets Jinja templates with the value semantics of Python. */
@NullMarked
package io.inkwell.jinja;

import org.jspecify.annotations.NullMarked;
