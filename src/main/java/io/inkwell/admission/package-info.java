/** Admits requests: API keys, their scopes, and readiness. */
@NullMarked
package io.inkwell.admission;

import org.jspecify.annotations.NullMarked;
