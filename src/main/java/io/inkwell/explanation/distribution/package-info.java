/** Token distributions: next token, logit lens and scores of texts. */
@NullMarked
package io.inkwell.explanation.distribution;

import org.jspecify.annotations.NullMarked;
