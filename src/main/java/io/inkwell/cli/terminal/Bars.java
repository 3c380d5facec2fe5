package io.inkwell.cli.terminal;

import java.io.PrintStream;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress bars of one style. */
public final class Bars {

    /** The library cannot always tell the width of a terminal; most have 80 columns. */
    private static final int WIDTH = 79;

    private Bars() {
    }

    /**
     * A bar that has neither a name nor a length yet.
     * @param err the stream of a terminal
     */
    public static ProgressBarBuilder builder(PrintStream err) {
        return new ProgressBarBuilder().setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH));
    }

}
