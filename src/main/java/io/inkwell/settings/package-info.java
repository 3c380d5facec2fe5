/**
 * Defines the settings: names, defaults, validation and detection of unknown names.
 */
@NullMarked
package io.inkwell.settings;

import org.jspecify.annotations.NullMarked;
