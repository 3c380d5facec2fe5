/** Documents the HTTP API: the OpenAPI document and the page at /docs. */
@NullMarked
package io.inkwell.docs;

import org.jspecify.annotations.NullMarked;
