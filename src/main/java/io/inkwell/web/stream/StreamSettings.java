package io.inkwell.web.stream;

import java.time.Duration;

/**
 * How streams are written.
 *
 * @param heartbeat the silence after which a stream says that it is alive; zero for never
 * @param maxUnreadBytes of a stream's events that may wait for their reader
 * @param unreadTimeout how long a client may leave what it was sent without a sign of
 * taking it
 */
public record StreamSettings(Duration heartbeat, long maxUnreadBytes, Duration unreadTimeout) {
}
