package io.inkwell.cli.terminal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Captures the output of a terminal or of pipes. */
public final class CapturedTerminal {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private final Terminal terminal;

    private CapturedTerminal(String input, boolean isScreen) {
        TextStyle style = isScreen ? TextStyle.ANSI : TextStyle.PLAIN;
        this.terminal = new Terminal(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), this.out,
                this.err, isScreen, isScreen, style, style);
    }

    public static CapturedTerminal pipes(String input) {
        return new CapturedTerminal(input, false);
    }

    public static CapturedTerminal screen() {
        return new CapturedTerminal("", true);
    }

    public Terminal terminal() {
        return this.terminal;
    }

    public String out() {
        return this.out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return this.err.toString(StandardCharsets.UTF_8);
    }

}
