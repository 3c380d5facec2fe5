package io.inkwell.completion;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.inkwell.decoding.stop.FinishReason;

/** Logs one line for each completion: its cost and finish reasons, never its text. */
final class CompletionLog {

    private static final Logger logger = LoggerFactory.getLogger(CompletionLog.class);

    private final EncodedCompletion completion;

    private final Map<FinishReason, Integer> reasons = new TreeMap<>();

    CompletionLog(EncodedCompletion completion) {
        this.completion = completion;
    }

    void onChunk(CompletionChunk chunk) {
        FinishReason reason = chunk.choice().finishReason();
        if (reason != null) {
            this.reasons.merge(reason, 1, Integer::sum);
        }
        CompletionSummary summary = chunk.summary();
        if (summary != null) {
            logger.info(
                    "{} model={} seed={} prompt_tokens={} cached_tokens={} generated_tokens={} finished={} queue_ms={} "
                            + "prefill_ms={} decode_ms={} tokens_per_second={}",
                    this.completion.id(), this.completion.model().name(), summary.seed(), summary.numPromptTokens(),
                    summary.numCachedTokens(), summary.numGeneratedTokens(), this.reasons, summary.queue().toMillis(),
                    summary.prefill().toMillis(), summary.decode().toMillis(),
                    String.format(Locale.ROOT, "%.1f", summary.tokensPerSecond()));
        }
    }

    void onError(Throwable failure) {
        logger.info("{} model={} failed: {}", this.completion.id(), this.completion.model().name(),
                failure.getMessage());
    }

    void onCancel() {
        logger.info("{} model={} cancelled", this.completion.id(), this.completion.model().name());
    }

}
