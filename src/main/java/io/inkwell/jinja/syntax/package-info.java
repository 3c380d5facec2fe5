/** Reads the text of a template: the lexer and the parser. */
@NullMarked
package io.inkwell.jinja.syntax;

import org.jspecify.annotations.NullMarked;
