/** GBNF, the grammars of llama.cpp, as rules of a grammar. */
@NullMarked
package io.inkwell.grammar.gbnf;

import org.jspecify.annotations.NullMarked;
