/**
 * Limits what the requests of each API key use: requests and tokens per minute, and
 * concurrent requests.
 */
@NullMarked
package io.inkwell.quota;

import org.jspecify.annotations.NullMarked;
