package io.inkwell.cli.generate;

import java.time.Duration;
import java.util.Locale;

import io.inkwell.completion.CompletionSummary;

/** Formats the timings of a completion in one line. */
final class SummaryLine {

    private SummaryLine() {
    }

    static String of(CompletionSummary summary) {
        Duration total = summary.queue().plus(summary.prefill()).plus(summary.decode());
        return String.format(Locale.ROOT, "%d tokens in %.2f s, %.1f tokens/s decode, seed %d",
                summary.numGeneratedTokens(), total.toNanos() / 1e9, summary.tokensPerSecond(), summary.seed());
    }

}
