/** Methods and attributes of values, and the formats of strings. */
@NullMarked
package io.inkwell.jinja.method;

import org.jspecify.annotations.NullMarked;
