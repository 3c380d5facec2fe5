/** Token distributions: next token, logit lens and scores of prompts. */
@NullMarked
package io.inkwell.explanation.distribution;

import org.jspecify.annotations.NullMarked;
