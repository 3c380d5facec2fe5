/** Values with Python semantics: printing, comparison, arithmetic, slicing. */
@NullMarked
package io.inkwell.jinja.value;

import org.jspecify.annotations.NullMarked;
