/**
 * Shared by all HTTP packages: OpenAI's error format, server-sent events, JSON bodies
 * read off the event loop, and request fields.
 */
@NullMarked
package io.inkwell.web;

import org.jspecify.annotations.NullMarked;
