/**
 * The API for programs that run a model in their own process, without HTTP.
 */
@NullMarked
package io.inkwell.api;

import org.jspecify.annotations.NullMarked;
