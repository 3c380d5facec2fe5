/**
 * Wires the service together: beans, checks before the start, the start log and the drain
 * at the end.
 */
@NullMarked
package io.inkwell.startup;

import org.jspecify.annotations.NullMarked;
