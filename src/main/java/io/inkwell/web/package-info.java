/**
 * What all HTTP packages share: errors in OpenAI's format, server-sent events, JSON
 * bodies read off the event loop, and the fields of generation requests.
 */
@NullMarked
package io.inkwell.web;

import org.jspecify.annotations.NullMarked;
