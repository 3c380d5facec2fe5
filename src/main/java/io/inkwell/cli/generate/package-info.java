/** Implements the generate command: options, prompts and output formats. */
@NullMarked
package io.inkwell.cli.generate;

import org.jspecify.annotations.NullMarked;
