/** Renders conversations as prompts with the chat template of a model. */
@NullMarked
package io.inkwell.chat;

import org.jspecify.annotations.NullMarked;
