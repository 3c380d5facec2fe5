/** Implements the keys commands: create API keys. */
@NullMarked
package io.inkwell.cli.keys;

import org.jspecify.annotations.NullMarked;
