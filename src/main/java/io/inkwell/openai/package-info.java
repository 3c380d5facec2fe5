/** The OpenAI API: request bodies, responses and controllers. */
@NullMarked
package io.inkwell.openai;

import org.jspecify.annotations.NullMarked;
