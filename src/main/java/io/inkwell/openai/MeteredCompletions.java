package io.inkwell.openai;

import java.util.function.Function;

import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.inkwell.completion.CompletionChunk;
import io.inkwell.completion.CompletionService;
import io.inkwell.completion.CompletionSummary;
import io.inkwell.completion.EncodedCompletion;
import io.inkwell.quota.RequestQuota;
import io.inkwell.quota.RequestUsage;
import io.inkwell.web.OpenBodies;

/** Runs completions within the quotas of their API keys, and records their usage. */
@Component
class MeteredCompletions {

    private final CompletionService completions;

    MeteredCompletions(CompletionService completions) {
        this.completions = completions;
    }

    /**
     * Reserves the tokens of the completion, and then responds with its chunks.
     * @param respond writes the response; subscribing to the chunks starts the completion
     */
    Mono<Void> run(EncodedCompletion completion, ServerWebExchange exchange,
            Function<Flux<CompletionChunk>, Mono<Void>> respond) {
        OpenBodies.encoded(exchange);
        RequestUsage usage = RequestUsage.of(exchange);
        usage.start(completion.model().name(), completion.numPromptTokens());
        return RequestQuota.reserve(exchange, completion.numPromptTokens(), completion.maxGeneratedTokens())
            .then(Mono.defer(() -> respond.apply(this.completions.stream(completion)
                .doOnSubscribe((subscription) -> usage.setGenerating(true))
                .doOnNext((chunk) -> record(chunk, usage))
                .doOnTerminate(() -> usage.setGenerating(false)))));
    }

    private static void record(CompletionChunk chunk, RequestUsage usage) {
        usage.generate(chunk.numGeneratedTokens());
        String reason = FinishReasonName.of(chunk.choice().finishReason());
        if (reason != null) {
            usage.finish(reason);
        }
        CompletionSummary summary = chunk.summary();
        if (summary != null) {
            usage.complete(new RequestUsage.Completed(summary.seed(), summary.numCachedTokens(), summary.queue(),
                    summary.queue().plus(summary.prefill())));
        }
    }

}
