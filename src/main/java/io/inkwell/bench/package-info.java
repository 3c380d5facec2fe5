/** Puts a load of completions on a server or an engine, and measures what each took. */
@NullMarked
package io.inkwell.bench;

import org.jspecify.annotations.NullMarked;
