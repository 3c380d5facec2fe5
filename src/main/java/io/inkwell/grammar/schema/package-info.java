/** JSON and JSON schemas as rules of a grammar. */
@NullMarked
package io.inkwell.grammar.schema;

import org.jspecify.annotations.NullMarked;
