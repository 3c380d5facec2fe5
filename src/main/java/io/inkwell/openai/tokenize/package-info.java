/** The tokenize and detokenize endpoints. */
@NullMarked
package io.inkwell.openai.tokenize;

import org.jspecify.annotations.NullMarked;
