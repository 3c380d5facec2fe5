package io.inkwell.openai.chat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.inkwell.completion.Choice;
import io.inkwell.completion.Completion;
import io.inkwell.completion.CompletionChunk;
import io.inkwell.completion.CompletionSummary;
import io.inkwell.completion.EncodedCompletion;
import io.inkwell.completion.OutputOptions;
import io.inkwell.completion.PromptText;
import io.inkwell.completion.TextToken;
import io.inkwell.openai.AnswerHead;
import io.inkwell.openai.Effort;
import io.inkwell.openai.FinishReasonName;
import io.inkwell.openai.PromptLogprobs;
import io.inkwell.openai.TokenNames;
import io.inkwell.openai.Usage;
import io.inkwell.openai.UsageReport;
import io.inkwell.openai.chat.ChatAnswer.Delta;
import io.inkwell.openai.chat.ChatAnswer.Message;

/** Writes the answers to one chat request. One thread at a time. */
final class ChatAnswers {

    private final EncodedCompletion completion;

    private final OutputOptions output;

    private final AnswerHead head;

    private final UsageReport usage;

    /** The choices of which the stream has told something. */
    private final BitSet begun = new BitSet();

    /**
     * @param usage of a stream; a whole answer always has it
     */
    ChatAnswers(AnswerHead head, EncodedCompletion completion, UsageReport usage) {
        this.completion = completion;
        this.output = completion.request().output();
        this.head = head;
        this.usage = usage;
    }

    ChatAnswer whole(Completion whole) {
        List<ChatAnswer.Choice> choices = whole.choices().stream().map(this::message).toList();
        return answer("chat.completion", choices, Optional.of(Usage.of(whole.summary())),
                whole.choices().get(0).prompt(), Effort.of(whole.summary()));
    }

    /**
     * The events of one piece: before the first of a choice who speaks, after its last
     * why it ended, at the end of the stream what was used.
     */
    List<ChatAnswer> events(CompletionChunk chunk) {
        Optional<Usage> usageSoFar = this.usage.soFar(this.completion, chunk);
        List<ChatAnswer> events = new ArrayList<>(4);
        Choice part = chunk.choice();
        if (!this.begun.get(part.index())) {
            this.begun.set(part.index());
            events.add(event(delta(part.index(), Delta.START, null, null), usageSoFar, part.prompt(), null));
        }
        if (!part.text().isEmpty() || !part.tokens().isEmpty()) {
            ChatAnswer.Choice delta = delta(part.index(), Delta.of(part.text()), logprobs(part.tokens()),
                    ids(part.tokens()));
            events.add(event(delta, usageSoFar, null, null));
        }
        CompletionSummary summary = chunk.summary();
        if (part.isFinished()) {
            events.add(event(end(part), usageSoFar, null, (summary != null) ? Effort.of(summary) : null));
        }
        if (summary != null && this.usage != UsageReport.NEVER) {
            events.add(answer("chat.completion.chunk", List.of(), Optional.of(Usage.of(summary)), null, null));
        }
        return events;
    }

    private ChatAnswer event(ChatAnswer.Choice choice, @Nullable Optional<Usage> usageSoFar,
            @Nullable PromptText prompt, @Nullable Effort effort) {
        return answer("chat.completion.chunk", List.of(choice), usageSoFar, prompt, effort);
    }

    private ChatAnswer answer(String object, List<ChatAnswer.Choice> choices, @Nullable Optional<Usage> usage,
            @Nullable PromptText prompt, @Nullable Effort effort) {
        Integer promptLogprobs = this.output.promptLogprobs();
        return new ChatAnswer(this.head.id(), object, this.head.created(), this.head.model(),
                this.head.systemFingerprint(), choices, usage,
                (promptLogprobs != null && prompt != null) ? PromptLogprobs.of(prompt, promptLogprobs) : null,
                (prompt != null) ? ids(prompt.tokens()) : null, effort);
    }

    private ChatAnswer.Choice message(Choice choice) {
        return new ChatAnswer.Choice(choice.index(), Message.of(choice.text()), null, logprobs(choice.tokens()),
                FinishReasonName.of(choice.finishReason()), choice.stopReason(), choice.score(), ids(choice.tokens()));
    }

    private static ChatAnswer.Choice delta(int index, Delta delta, @Nullable ChatLogprobs logprobs,
            @Nullable List<Integer> tokenIds) {
        return new ChatAnswer.Choice(index, null, delta, logprobs, null, null, null, tokenIds);
    }

    private static ChatAnswer.Choice end(Choice part) {
        return new ChatAnswer.Choice(part.index(), null, Delta.END, null, FinishReasonName.of(part.finishReason()),
                part.stopReason(), part.score(), null);
    }

    private @Nullable ChatLogprobs logprobs(List<TextToken> tokens) {
        Integer numTop = this.output.logprobs();
        return (numTop != null) ? ChatLogprobs.of(tokens, numTop, new TokenNames(this.output.tokensAsIds())) : null;
    }

    private @Nullable List<Integer> ids(List<TextToken> tokens) {
        return this.output.returnTokenIds() ? tokens.stream().map(TextToken::id).toList() : null;
    }

}
