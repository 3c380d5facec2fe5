/**
 * Makes of a conversation the one text that a model goes on from, as its chat template
 * says.
 */
@NullMarked
package io.inkwell.chat;

import org.jspecify.annotations.NullMarked;
