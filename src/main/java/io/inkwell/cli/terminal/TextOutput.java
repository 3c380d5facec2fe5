package io.inkwell.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes text in UTF-8, each piece at once. */
public final class TextOutput {

    private final OutputStream stream;

    private final TextStyle style;

    private boolean atStartOfLine = true;

    public TextOutput(OutputStream stream, TextStyle style) {
        this.stream = stream;
        this.style = style;
    }

    /**
     * @throws ClosedPipeException if nobody reads it any more
     */
    public void print(String text) {
        if (!text.isEmpty()) {
            write(text);
            this.atStartOfLine = text.endsWith("\n");
        }
    }

    /** Prints what is there beside the text proper, greyed on a screen. */
    public void printDim(String text) {
        if (!text.isEmpty()) {
            write(this.style.dim(text));
            this.atStartOfLine = text.endsWith("\n");
        }
    }

    /** Ends the line, if there is anything on it. */
    public void endLine() {
        if (!this.atStartOfLine) {
            print("\n");
        }
    }

    private void write(String text) {
        try {
            this.stream.write(text.getBytes(StandardCharsets.UTF_8));
            this.stream.flush();
        }
        catch (IOException ex) {
            throw ClosedPipeException.isReasonOf(ex) ? new ClosedPipeException(ex) : new UncheckedIOException(ex);
        }
    }

}
