/** Values with the semantics of Python: printing, comparison, arithmetic, slices. */
@NullMarked
package io.inkwell.jinja.value;

import org.jspecify.annotations.NullMarked;
