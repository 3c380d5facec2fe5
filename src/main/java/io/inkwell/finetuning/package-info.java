/** Fine-tunes models over HTTP: files, jobs, and the models that they make. */
@NullMarked
package io.inkwell.finetuning;

import org.jspecify.annotations.NullMarked;
