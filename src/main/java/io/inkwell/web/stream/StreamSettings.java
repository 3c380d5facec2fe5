package io.inkwell.web.stream;

import java.time.Duration;

/**
 * Settings of event streams.
 *
 * @param heartbeat the silence after which a stream sends a heartbeat; zero for never
 * @param maxUnreadBytes the maximum size of events that wait for the client to read them
 * @param unreadTimeout how long a client may leave sent data unacknowledged
 */
public record StreamSettings(Duration heartbeat, long maxUnreadBytes, Duration unreadTimeout) {
}
