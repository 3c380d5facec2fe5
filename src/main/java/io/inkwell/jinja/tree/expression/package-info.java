/** Expressions of a parsed template. */
@NullMarked
package io.inkwell.jinja.tree.expression;

import org.jspecify.annotations.NullMarked;
