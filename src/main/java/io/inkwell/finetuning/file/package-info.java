/** The files of training texts and results. */
@NullMarked
package io.inkwell.finetuning.file;

import org.jspecify.annotations.NullMarked;
