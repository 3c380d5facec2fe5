/**
 * Structured output: compiles the form that a request asks for, such as a JSON schema, to
 * the tokens that may come next.
 */
@NullMarked
package io.inkwell.grammar;

import org.jspecify.annotations.NullMarked;
