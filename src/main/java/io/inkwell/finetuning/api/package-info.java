/** The HTTP API of files and jobs, as OpenAI defines it. */
@NullMarked
package io.inkwell.finetuning.api;

import org.jspecify.annotations.NullMarked;
