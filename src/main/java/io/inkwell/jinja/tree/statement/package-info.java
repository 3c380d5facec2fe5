/** Statements of a parsed template. */
@NullMarked
package io.inkwell.jinja.tree.statement;

import org.jspecify.annotations.NullMarked;
