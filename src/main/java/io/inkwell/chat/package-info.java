/** Renders a conversation as the prompt of a model, by the model's chat template. */
@NullMarked
package io.inkwell.chat;

import org.jspecify.annotations.NullMarked;
