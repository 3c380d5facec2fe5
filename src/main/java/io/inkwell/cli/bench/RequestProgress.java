package io.inkwell.cli.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

import io.inkwell.cli.terminal.Terminal;
import io.inkwell.cli.terminal.TextStyle;

/** A progress bar on the terminal. Thread-safe. */
final class RequestProgress implements AutoCloseable {

    private static final int WIDTH = 79;

    private final @Nullable ProgressBar bar;

    RequestProgress(Terminal terminal, int numRequests) {
        this.bar = (terminal.errStyle() == TextStyle.ANSI) ? bar(terminal, numRequests) : null;
    }

    private static ProgressBar bar(Terminal terminal, int numRequests) {
        PrintStream err = new PrintStream(terminal.err(), true, StandardCharsets.UTF_8);
        return new ProgressBarBuilder().setTaskName("requests")
            .setInitialMax(numRequests)
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH))
            .build();
    }

    void step() {
        if (this.bar != null) {
            this.bar.step();
        }
    }

    @Override
    public void close() {
        if (this.bar != null) {
            this.bar.close();
        }
    }

}
