/** Tokenizes prompts, truncates them, and limits the length of their output. */
@NullMarked
package io.inkwell.completion.prompt;

import org.jspecify.annotations.NullMarked;
