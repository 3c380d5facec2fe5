/**
 * Requests to an engine, their results and limits, and the listeners that receive them.
 */
@NullMarked
package io.inkwell.engine.request;

import org.jspecify.annotations.NullMarked;
