/** Reads tokenizer files and makes one tokenizer.json of them. */
@NullMarked
package io.inkwell.tokenizer.definition;

import org.jspecify.annotations.NullMarked;
