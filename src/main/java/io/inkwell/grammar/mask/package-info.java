/** The tokens of a vocabulary that a grammar allows next. */
@NullMarked
package io.inkwell.grammar.mask;

import org.jspecify.annotations.NullMarked;
