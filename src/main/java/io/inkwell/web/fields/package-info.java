/**
 * Fields of a request body: names of other APIs, unknown fields, and the rules for
 * values.
 */
@NullMarked
package io.inkwell.web.fields;

import org.jspecify.annotations.NullMarked;
