/**
 * Publishes metrics, traces and health: translates engine events into meters and spans.
 */
@NullMarked
package io.inkwell.observability;

import org.jspecify.annotations.NullMarked;
