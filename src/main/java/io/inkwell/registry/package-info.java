/** Which models are served, by name: loads them, holds them, closes them. */
@NullMarked
package io.inkwell.registry;

import org.jspecify.annotations.NullMarked;
