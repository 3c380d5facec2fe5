/** The lexer and parser of templates. */
@NullMarked
package io.inkwell.jinja.syntax;

import org.jspecify.annotations.NullMarked;
