/** Fields of request bodies: aliases, unknown fields, and rules for values. */
@NullMarked
package io.inkwell.web.fields;

import org.jspecify.annotations.NullMarked;
