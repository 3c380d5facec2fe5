/** Logits processors: penalties, bans, and warpers such as top-k and top-p. */
@NullMarked
package io.inkwell.decoding.processor;

import org.jspecify.annotations.NullMarked;
