/** Locates and validates model folders. */
@NullMarked
package io.inkwell.registry.folder;

import org.jspecify.annotations.NullMarked;
