/** Controls access: API keys, their scopes, and readiness. */
@NullMarked
package io.inkwell.access;

import org.jspecify.annotations.NullMarked;
