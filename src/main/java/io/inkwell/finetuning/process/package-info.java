/** The process that trains one model. */
@NullMarked
package io.inkwell.finetuning.process;

import org.jspecify.annotations.NullMarked;
