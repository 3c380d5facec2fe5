package io.inkwell.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;

/**
 * Splits a byte stream into server-sent events. Each {@code data:} line is one event,
 * because completion servers never split one over several lines. Not thread-safe.
 */
final class EventReader {

    private static final byte LINE_FEED = '\n';

    private static final String DATA = "data:";

    private final Consumer<CompletionEvent> events;

    private byte[] line = new byte[1024];

    private int length;

    EventReader(Consumer<CompletionEvent> events) {
        this.events = events;
    }

    /** Reads all bytes of a buffer. */
    void accept(ByteBuf bytes) {
        while (bytes.isReadable()) {
            int end = bytes.bytesBefore(LINE_FEED);
            append(bytes, (end >= 0) ? end : bytes.readableBytes());
            if (end >= 0) {
                bytes.skipBytes(1);
                endLine();
            }
        }
    }

    private void append(ByteBuf bytes, int count) {
        if (this.line.length < this.length + count) {
            this.line = Arrays.copyOf(this.line, 2 * (this.length + count));
        }
        bytes.readBytes(this.line, this.length, count);
        this.length += count;
    }

    private void endLine() {
        String line = new String(this.line, 0, this.length, StandardCharsets.UTF_8);
        this.length = 0;
        if (line.startsWith(DATA)) {
            this.events.accept(new CompletionEvent(line.substring(DATA.length()).strip()));
        }
    }

}
