package io.inkwell.cli.models;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

import io.inkwell.cli.terminal.Terminal;
import io.inkwell.cli.terminal.TextStyle;
import io.inkwell.hub.HubId;
import io.inkwell.hub.HubProgress;

/** Shows a bar per file on a terminal, with rate and remaining time; elsewhere a line. */
final class DownloadBar implements HubProgress {

    private static final int WIDTH = 100;

    private static final int MEGABYTE = 1_000_000;

    private final PrintStream err;

    private final boolean isTerminal;

    private @Nullable ProgressBar bar;

    DownloadBar(Terminal terminal) {
        this.err = new PrintStream(terminal.err(), true, StandardCharsets.UTF_8);
        this.isTerminal = terminal.errStyle() == TextStyle.ANSI;
    }

    @Override
    public void onFile(HubId id, String file, long size, long present) {
        if (!this.isTerminal) {
            this.err.println(String.format(Locale.ROOT, "%s, %.1f MB", file, size / (double) MEGABYTE));
            return;
        }
        this.bar = new ProgressBarBuilder().setTaskName(file)
            .setInitialMax(size)
            .startsFrom(present, Duration.ZERO)
            .setUnit(" MB", MEGABYTE)
            .showSpeed()
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new ConsoleProgressBarConsumer(this.err, WIDTH))
            .build();
    }

    @Override
    public void onBytes(long present) {
        if (this.bar != null) {
            this.bar.stepTo(present);
        }
    }

    @Override
    public void close() {
        if (this.bar != null) {
            this.bar.close();
            this.bar = null;
        }
    }

}
