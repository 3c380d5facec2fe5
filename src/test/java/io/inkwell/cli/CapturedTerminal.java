package io.inkwell.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A terminal whose output is kept: a screen, or else three pipes. */
final class CapturedTerminal {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private final Terminal terminal;

    private CapturedTerminal(String input, boolean isScreen) {
        TextStyle style = isScreen ? TextStyle.ANSI : TextStyle.PLAIN;
        this.terminal = new Terminal(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), this.out,
                this.err, isScreen, isScreen, style, style);
    }

    static CapturedTerminal pipes(String input) {
        return new CapturedTerminal(input, false);
    }

    static CapturedTerminal screen() {
        return new CapturedTerminal("", true);
    }

    Terminal terminal() {
        return this.terminal;
    }

    String out() {
        return this.out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return this.err.toString(StandardCharsets.UTF_8);
    }

}
