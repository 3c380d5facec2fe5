package io.inkwell.cli.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TextOutputTests {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void writesUtf8OnEveryPlatform() {
        new TextOutput(this.bytes, TextStyle.PLAIN).print("Größe 🙂");

        assertThat(this.bytes.toByteArray()).isEqualTo("Größe 🙂".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void endsOnlyNonEmptyLines() {
        TextOutput out = new TextOutput(this.bytes, TextStyle.PLAIN);

        out.endLine();
        out.print("a");
        out.print("");
        out.endLine();
        out.endLine();
        out.print("b\n");
        out.endLine();

        assertThat(this.bytes).hasToString("a\nb\n");
    }

    @Test
    void dimsTextOnlyOnATerminal() {
        new TextOutput(this.bytes, TextStyle.of(true, Map.of("TERM", "xterm"))).printDim("a");
        new TextOutput(this.bytes, TextStyle.of(false, Map.of("TERM", "xterm"))).printDim("b");
        new TextOutput(this.bytes, TextStyle.of(true, Map.of("NO_COLOR", "1"))).printDim("c");
        new TextOutput(this.bytes, TextStyle.of(true, Map.of("TERM", "dumb"))).printDim("d");

        assertThat(this.bytes).hasToString("\u001b[2ma\u001b[0mbcd");
    }

    @Test
    void distinguishesAClosedPipeFromAFullDisk() {
        assertThatExceptionOfType(ClosedPipeException.class).isThrownBy(() -> failing("Broken pipe").print("a"));
        assertThatExceptionOfType(UncheckedIOException.class)
            .isThrownBy(() -> failing("No space left on device").print("a"));
    }

    private static TextOutput failing(String reason) {
        return new TextOutput(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        }, TextStyle.PLAIN);
    }

}
