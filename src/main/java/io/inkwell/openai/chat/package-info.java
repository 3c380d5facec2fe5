/** Chat completions: bodies, responses and controller. */
@NullMarked
package io.inkwell.openai.chat;

import org.jspecify.annotations.NullMarked;
