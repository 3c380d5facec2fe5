/** Tokenize and detokenize: bodies and controller. */
@NullMarked
package io.inkwell.openai.tokenize;

import org.jspecify.annotations.NullMarked;
