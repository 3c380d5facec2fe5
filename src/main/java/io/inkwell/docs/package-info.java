/** Tells what the HTTP API is: the OpenAPI document, and the page to read and try it. */
@NullMarked
package io.inkwell.docs;

import org.jspecify.annotations.NullMarked;
