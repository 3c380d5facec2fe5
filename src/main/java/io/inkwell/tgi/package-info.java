/** The API of Hugging Face's text-generation-inference (TGI). */
@NullMarked
package io.inkwell.tgi;

import org.jspecify.annotations.NullMarked;
