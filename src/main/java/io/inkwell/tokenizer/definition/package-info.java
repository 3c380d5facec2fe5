/** Reads tokenizer files and converts them to a single tokenizer.json. */
@NullMarked
package io.inkwell.tokenizer.definition;

import org.jspecify.annotations.NullMarked;
