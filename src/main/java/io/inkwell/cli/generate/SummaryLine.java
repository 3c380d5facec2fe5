package io.inkwell.cli.generate;

import java.time.Duration;
import java.util.Locale;

import io.inkwell.completion.CompletionSummary;

/** What a completion took, in one line. */
final class SummaryLine {

    private SummaryLine() {
    }

    static String of(CompletionSummary summary) {
        Duration total = summary.queue().plus(summary.prefill()).plus(summary.decode());
        return String.format(Locale.ROOT, "%d tokens in %.2f s, decoded at %.1f tokens/s, seed %d",
                summary.numGeneratedTokens(), total.toNanos() / 1e9, summary.tokensPerSecond(), summary.seed());
    }

}
