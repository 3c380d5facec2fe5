/** Automata over bytes and calls of rules, and the grammar that they form. */
@NullMarked
package io.inkwell.grammar.automaton;

import org.jspecify.annotations.NullMarked;
