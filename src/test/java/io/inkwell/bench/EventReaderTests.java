package io.inkwell.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EventReaderTests {

    private static final String STREAM = "data: Größe\n\n: a comment\r\n\r\nevent: x\ndata:two\r\n\r\ndata: [DONE]\n\n";

    private final List<String> events = new ArrayList<>();

    private final EventReader reader = new EventReader((event) -> this.events.add(event.data()));

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 3, 7, 1000 })
    void readsEventsSplitAnywhere(int pieceLength) {
        ByteBuf bytes = Unpooled.copiedBuffer(STREAM, StandardCharsets.UTF_8);
        while (bytes.isReadable()) {
            this.reader.accept(bytes.readSlice(Math.min(pieceLength, bytes.readableBytes())));
        }

        assertThat(this.events).containsExactly("Größe", "two", "[DONE]");
    }

    @Test
    void readsEventsOfGrowingLength() {
        String data = "x".repeat(100_000);

        this.reader.accept(Unpooled.copiedBuffer("data: a\ndata: " + data + "\n", StandardCharsets.UTF_8));

        assertThat(this.events).containsExactly("a", data);
    }

    @Test
    void ignoresAnIncompleteEvent() {
        this.reader.accept(Unpooled.copiedBuffer("data: a\ndata: b", StandardCharsets.UTF_8));

        assertThat(this.events).containsExactly("a");
    }

}
