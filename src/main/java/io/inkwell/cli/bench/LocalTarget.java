package io.inkwell.cli.bench;

import java.util.Locale;

import reactor.core.publisher.Mono;

import io.inkwell.bench.FailedRequestException;
import io.inkwell.bench.LoadRequest;
import io.inkwell.bench.RequestTemplate;
import io.inkwell.bench.ResponseTimes;
import io.inkwell.bench.Target;
import io.inkwell.bench.TokenUsage;
import io.inkwell.completion.CompletionChunk;
import io.inkwell.completion.CompletionService;
import io.inkwell.completion.CompletionSummary;
import io.inkwell.error.ServiceException;
import io.inkwell.openai.CompletionJson;
import io.inkwell.registry.LoadedModel;

/**
 * Sends requests to the model in this process. Covers the full path of an HTTP request,
 * from the body to the text chunks.
 */
record LocalTarget(LoadedModel model, CompletionJson bodies, CompletionService completions,
        RequestTemplate template) implements Target {

    @Override
    public Mono<Void> send(LoadRequest request, ResponseTimes times) {
        return Mono.defer(() -> this.bodies.read(this.model, this.template.body(request)))
            .flatMap((completion) -> this.completions.encode(this.model, completion))
            .flatMapMany(this.completions::stream)
            .doOnNext((chunk) -> note(chunk, times))
            .then()
            .onErrorMap(ServiceException.class, LocalTarget::describe);
    }

    private static void note(CompletionChunk chunk, ResponseTimes times) {
        // A chunk that only ends the completion has no token.
        if (!chunk.choice().text().isEmpty() || !chunk.choice().isFinished()) {
            times.onText();
        }
        CompletionSummary summary = chunk.summary();
        if (summary != null) {
            times.onUsage(new TokenUsage(summary.numPromptTokens(), summary.numGeneratedTokens()));
        }
    }

    private static FailedRequestException describe(ServiceException failure) {
        return new FailedRequestException(failure.kind().name().toLowerCase(Locale.ROOT),
                String.valueOf(failure.getMessage()));
    }

}
