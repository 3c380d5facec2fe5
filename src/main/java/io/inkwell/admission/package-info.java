/**
 * Who may call, and what: API keys with their scopes, and whether requests are taken at
 * all.
 */
@NullMarked
package io.inkwell.admission;

import org.jspecify.annotations.NullMarked;
