package io.inkwell.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.inkwell.completion.Completion;
import io.inkwell.completion.CompletionChunk;
import io.inkwell.completion.CompletionRequest;
import io.inkwell.completion.CompletionSummary;
import io.inkwell.completion.EncodedCompletion;
import io.inkwell.completion.PromptText;
import io.inkwell.completion.TextToken;
import io.inkwell.decoding.stop.FinishReason;
import io.inkwell.openai.CompletionAnswer.Choice;

/** Writes the answers to one request. */
final class CompletionAnswers {

    private final EncodedCompletion completion;

    private final CompletionRequest request;

    private final AnswerHead head;

    private final UsageReport usage;

    /**
     * @param usage of a stream; a whole answer always has it
     */
    CompletionAnswers(AnswerHead head, EncodedCompletion completion, UsageReport usage) {
        this.completion = completion;
        this.request = completion.request();
        this.head = head;
        this.usage = usage;
    }

    CompletionAnswer whole(Completion whole) {
        List<Choice> choices = whole.choices()
            .stream()
            .map((choice) -> choice(choice.index(), choice.text(), choice.tokens(), choice.prompt(), choice.finish(),
                    choice.stopReason(), choice.score()))
            .toList();
        return answer(choices, Optional.of(Usage.of(whole.summary())), Effort.of(whole.summary()));
    }

    /** The events of one piece: the last of a stream may be followed by the usage. */
    List<CompletionAnswer> events(CompletionChunk chunk) {
        CompletionSummary summary = chunk.summary();
        List<CompletionAnswer> events = new ArrayList<>(2);
        Choice choice = choice(chunk.choice(), chunk.text(), chunk.tokens(), chunk.prompt(), chunk.finish(),
                chunk.stopReason(), chunk.score());
        events.add(answer(List.of(choice), this.usage.soFar(this.completion, chunk),
                (summary != null) ? Effort.of(summary) : null));
        if (summary != null && this.usage != UsageReport.NEVER) {
            events.add(answer(List.of(), Optional.of(Usage.of(summary)), null));
        }
        return events;
    }

    private CompletionAnswer answer(List<Choice> choices, @Nullable Optional<Usage> usage, @Nullable Effort effort) {
        return new CompletionAnswer(this.head.id(), "text_completion", this.head.created(), this.head.model(),
                this.head.systemFingerprint(), choices, usage, effort);
    }

    private Choice choice(int index, String text, List<TextToken> tokens, @Nullable PromptText prompt,
            @Nullable FinishReason finish, @Nullable Object stopReason, @Nullable Double score) {
        Integer promptLogprobs = this.request.promptLogprobs();
        boolean ids = this.request.returnTokenIds();
        return new Choice(index, text, logprobs(tokens, prompt),
                (finish != null) ? finish.name().toLowerCase(Locale.ROOT) : null, stopReason, score,
                (promptLogprobs != null && prompt != null) ? PromptLogprobs.of(prompt, promptLogprobs) : null,
                (ids && prompt != null) ? ids(prompt.tokens()) : null, ids ? ids(tokens) : null);
    }

    private @Nullable CompletionLogprobs logprobs(List<TextToken> tokens, @Nullable PromptText prompt) {
        Integer numTop = this.request.logprobs();
        if (numTop == null) {
            return null;
        }
        List<TextToken> told = new ArrayList<>();
        if (this.request.echo() && prompt != null && !prompt.isImplied()) {
            told.addAll(prompt.tokens());
        }
        told.addAll(tokens);
        return CompletionLogprobs.of(told, numTop, new TokenNames(this.request.tokensAsIds()));
    }

    private static List<Integer> ids(List<TextToken> tokens) {
        return tokens.stream().map(TextToken::id).toList();
    }

}
