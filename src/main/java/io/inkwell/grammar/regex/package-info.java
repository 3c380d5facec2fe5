/** Regular expressions as automata over characters. */
@NullMarked
package io.inkwell.grammar.regex;

import org.jspecify.annotations.NullMarked;
