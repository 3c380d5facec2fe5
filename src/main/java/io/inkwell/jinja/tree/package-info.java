/** The nodes of a parsed template and their evaluation. */
@NullMarked
package io.inkwell.jinja.tree;

import org.jspecify.annotations.NullMarked;
