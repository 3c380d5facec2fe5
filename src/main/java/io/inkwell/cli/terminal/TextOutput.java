package io.inkwell.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes UTF-8 text without buffering. */
public final class TextOutput {

    private final OutputStream stream;

    private final TextStyle style;

    private boolean atStartOfLine = true;

    public TextOutput(OutputStream stream, TextStyle style) {
        this.stream = stream;
        this.style = style;
    }

    /**
     * @throws ClosedPipeException if the reader closed the pipe
     */
    public void print(String text) {
        if (!text.isEmpty()) {
            write(text);
            this.atStartOfLine = text.endsWith("\n");
        }
    }

    /** Prints secondary output, dimmed on a terminal. */
    public void printDim(String text) {
        if (!text.isEmpty()) {
            write(this.style.dim(text));
            this.atStartOfLine = text.endsWith("\n");
        }
    }

    /** Ends the line unless it is empty. */
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
