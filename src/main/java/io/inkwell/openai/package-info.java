/** The OpenAI wire protocol: bodies, answers, controllers. */
@NullMarked
package io.inkwell.openai;

import org.jspecify.annotations.NullMarked;
