/**
 * Defines the kinds of errors that all packages throw and the web package maps to HTTP.
 */
@NullMarked
package io.inkwell.error;

import org.jspecify.annotations.NullMarked;
