/** The nodes of a parsed template, and how each is evaluated. */
@NullMarked
package io.inkwell.jinja.tree;

import org.jspecify.annotations.NullMarked;
