/** The jobs: their state, their queue, and what they make. */
@NullMarked
package io.inkwell.finetuning.job;

import org.jspecify.annotations.NullMarked;
