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

/** Writes the answers to one request. */
final class CompletionResponseMapper {

    private final EncodedCompletion completion;

    private final OutputOptions output;

    private final ResponseMetadata head;

    private final StreamUsage usage;

    /**
     * @param usage of a stream; a whole answer always has it
     */
    CompletionResponseMapper(ResponseMetadata head, EncodedCompletion completion, StreamUsage usage) {
        this.completion = completion;
        this.output = completion.request().output();
        this.head = head;
        this.usage = usage;
    }

    CompletionResponse whole(Completion whole) {
        List<CompletionResponse.Choice> choices = whole.choices().stream().map(this::choice).toList();
        return answer(choices, Optional.of(Usage.of(whole.summary())), InkwellTimings.of(whole.summary()));
    }

    /** The events of one piece: the last of a stream may be followed by the usage. */
    List<CompletionResponse> events(CompletionChunk chunk) {
        CompletionSummary summary = chunk.summary();
        List<CompletionResponse> events = new ArrayList<>(2);
        events.add(answer(List.of(choice(chunk.choice())), this.usage.soFar(this.completion, chunk),
                (summary != null) ? InkwellTimings.of(summary) : null));
        if (summary != null && this.usage != StreamUsage.NONE) {
            events.add(answer(List.of(), Optional.of(Usage.of(summary)), null));
        }
        return events;
    }

    private CompletionResponse answer(List<CompletionResponse.Choice> choices, @Nullable Optional<Usage> usage,
            @Nullable InkwellTimings effort) {
        return new CompletionResponse(this.head.id(), "text_completion", this.head.created(), this.head.model(),
                this.head.systemFingerprint(), choices, usage, effort);
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
        List<TextToken> told = new ArrayList<>();
        if (this.output.echo() && prompt != null && !prompt.isImplied()) {
            told.addAll(prompt.tokens());
        }
        told.addAll(tokens);
        return CompletionLogprobs.of(told, numTop, new TokenNames(this.output.tokensAsIds()));
    }

    private static List<Integer> ids(List<TextToken> tokens) {
        return tokens.stream().map(TextToken::id).toList();
    }

}
