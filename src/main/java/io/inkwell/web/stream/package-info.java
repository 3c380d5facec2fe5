/** Server-sent events: frames, heartbeats and the limit for unread data. */
@NullMarked
package io.inkwell.web.stream;

import org.jspecify.annotations.NullMarked;
