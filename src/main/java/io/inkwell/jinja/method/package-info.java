/** Methods and attributes of values, and string formatting. */
@NullMarked
package io.inkwell.jinja.method;

import org.jspecify.annotations.NullMarked;
