/**
 * What every HTTP package shares: errors in OpenAI's shape, server-sent events, reading a
 * JSON body off the event loop, the fields of generation.
 */
@NullMarked
package io.inkwell.web;

import org.jspecify.annotations.NullMarked;
