/**
 * Configures and starts the service: beans, early checks, the startup log and the drain.
 */
@NullMarked
package io.inkwell.startup;

import org.jspecify.annotations.NullMarked;
