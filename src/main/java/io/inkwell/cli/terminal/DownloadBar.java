package io.inkwell.cli.terminal;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

import io.inkwell.hub.HubId;
import io.inkwell.hub.HubProgress;

/** Shows a bar per file of a download, with its rate and the remaining time. */
public final class DownloadBar implements HubProgress {

    private static final int MEGABYTE = 1_000_000;

    private final PrintStream err;

    private final HubProgress lines;

    private @Nullable ProgressBar bar;

    private DownloadBar(PrintStream err) {
        this.err = err;
        this.lines = HubProgress.lines(err::println);
    }

    /** A bar if the error stream is a terminal, or else log lines. */
    public static HubProgress orLog(Terminal terminal) {
        return isPossible(terminal) ? of(terminal) : HubProgress.log();
    }

    /** A bar if the error stream is a terminal, or else lines on that stream. */
    public static HubProgress orLines(Terminal terminal) {
        return isPossible(terminal) ? of(terminal) : HubProgress.lines(err(terminal)::println);
    }

    private static boolean isPossible(Terminal terminal) {
        return terminal.errStyle() == TextStyle.ANSI;
    }

    private static DownloadBar of(Terminal terminal) {
        return new DownloadBar(err(terminal));
    }

    private static PrintStream err(Terminal terminal) {
        return new PrintStream(terminal.err(), true, StandardCharsets.UTF_8);
    }

    @Override
    public void onCachedCopy(HubId id, String reason) {
        this.lines.onCachedCopy(id, reason);
    }

    @Override
    public void onFile(HubId id, String file, long size, long present) {
        this.bar = Bars.builder(this.err)
            .setTaskName(file)
            .setInitialMax(size)
            .startsFrom(present, Duration.ZERO)
            .setUnit(" MB", MEGABYTE)
            .showSpeed()
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
