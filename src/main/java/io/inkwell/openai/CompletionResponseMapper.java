package io.inkwell.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.inkwell.completion.Choice;
import io.inkwell.completion.Completion;
import io.inkwell.completion.CompletionChunk;
import io.inkwell.completion.CompletionSummary;
import io.inkwell.completion.EncodedCompletion;
import io.inkwell.completion.OutputOptions;
import io.inkwell.completion.PromptTokens;
import io.inkwell.completion.TextToken;

/** Maps the completion of one request to responses. */
final class CompletionResponseMapper implements CompletionResponses {

    private final EncodedCompletion completion;

    private final OutputOptions output;

    private final ResponseMetadata metadata;

    private final StreamUsage usage;

    /**
     * @param usage for a stream; a whole response always contains its usage
     */
    CompletionResponseMapper(ResponseMetadata metadata, EncodedCompletion completion, StreamUsage usage) {
        this.completion = completion;
        this.output = completion.request().output();
        this.metadata = metadata;
        this.usage = usage;
    }

    @Override
    public CompletionResponse toResponse(Completion completion) {
        List<CompletionResponse.Choice> choices = completion.choices().stream().map(this::choice).toList();
        return response(choices, Optional.of(Usage.of(completion.summary())), InkwellTimings.of(completion.summary()));
    }

    /**
     * Maps a chunk to its events. The last chunk of a stream may be followed by an event
     * with the usage.
     */
    @Override
    public List<CompletionResponse> toEvents(CompletionChunk chunk) {
        CompletionSummary summary = chunk.summary();
        List<CompletionResponse> events = new ArrayList<>(2);
        events.add(response(List.of(choice(chunk.choice())), this.usage.soFar(this.completion, chunk),
                (summary != null) ? InkwellTimings.of(summary) : null));
        if (summary != null && this.usage != StreamUsage.NONE) {
            events.add(response(List.of(), Optional.of(Usage.of(summary)), null));
        }
        return events;
    }

    private CompletionResponse response(List<CompletionResponse.Choice> choices, @Nullable Optional<Usage> usage,
            @Nullable InkwellTimings timings) {
        return new CompletionResponse(this.metadata.id(), "text_completion", this.metadata.created(),
                this.metadata.model(), this.metadata.systemFingerprint(), choices, usage, timings);
    }

    private CompletionResponse.Choice choice(Choice choice) {
        PromptTokens prompt = choice.prompt();
        Integer promptLogprobs = this.output.promptLogprobs();
        boolean ids = this.output.returnTokenIds();
        return new CompletionResponse.Choice(choice.index(), choice.text(), logprobs(choice.tokens(), prompt),
                FinishReasonName.of(choice.finishReason()), choice.stopReason(), choice.score(),
                (promptLogprobs != null && prompt != null) ? PromptLogprobs.of(prompt, promptLogprobs) : null,
                (ids && prompt != null) ? ids(prompt.tokens()) : null, ids ? ids(choice.tokens()) : null);
    }

    private @Nullable CompletionLogprobs logprobs(List<TextToken> tokens, @Nullable PromptTokens prompt) {
        Integer numTop = this.output.logprobs();
        if (numTop == null) {
            return null;
        }
        List<TextToken> scored = new ArrayList<>();
        if (this.output.echo() && prompt != null && !prompt.isImplied()) {
            // prompt_logprobs may record more.
            prompt.tokens().forEach((token) -> scored.add(token.withTop(numTop)));
        }
        scored.addAll(tokens);
        return CompletionLogprobs.of(scored, this.output.hasTopLogprobs(), LogprobsFormat.of(this.output));
    }

    private static List<Integer> ids(List<TextToken> tokens) {
        return tokens.stream().map(TextToken::id).toList();
    }

}
