package io.inkwell.openai.chat;

import java.util.ArrayList;
import java.util.BitSet;
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
import io.inkwell.openai.AnswerHead;
import io.inkwell.openai.Effort;
import io.inkwell.openai.PromptLogprobs;
import io.inkwell.openai.TokenNames;
import io.inkwell.openai.Usage;
import io.inkwell.openai.UsageReport;
import io.inkwell.openai.chat.ChatAnswer.Choice;
import io.inkwell.openai.chat.ChatAnswer.Delta;
import io.inkwell.openai.chat.ChatAnswer.Message;

/** Writes the answers to one chat request. One thread at a time. */
final class ChatAnswers {

    private final EncodedCompletion completion;

    private final CompletionRequest request;

    private final AnswerHead head;

    private final UsageReport usage;

    /** The choices of which the stream has told something. */
    private final BitSet begun = new BitSet();

    /**
     * @param usage of a stream; a whole answer always has it
     */
    ChatAnswers(AnswerHead head, EncodedCompletion completion, UsageReport usage) {
        this.completion = completion;
        this.request = completion.request();
        this.head = head;
        this.usage = usage;
    }

    ChatAnswer whole(Completion whole) {
        List<Choice> choices = whole.choices()
            .stream()
            .map((choice) -> new Choice(choice.index(), Message.of(choice.text()), null, logprobs(choice.tokens()),
                    wireName(choice.finish()), choice.stopReason(), choice.score(), ids(choice.tokens())))
            .toList();
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
        if (!this.begun.get(chunk.choice())) {
            this.begun.set(chunk.choice());
            events.add(event(delta(chunk.choice(), Delta.START, null, null), usageSoFar, chunk.prompt(), null));
        }
        if (!chunk.text().isEmpty() || !chunk.tokens().isEmpty()) {
            events
                .add(event(delta(chunk.choice(), Delta.of(chunk.text()), logprobs(chunk.tokens()), ids(chunk.tokens())),
                        usageSoFar, null, null));
        }
        CompletionSummary summary = chunk.summary();
        if (chunk.finish() != null) {
            Choice end = new Choice(chunk.choice(), null, Delta.END, null, wireName(chunk.finish()), chunk.stopReason(),
                    chunk.score(), null);
            events.add(event(end, usageSoFar, null, (summary != null) ? Effort.of(summary) : null));
        }
        if (summary != null && this.usage != UsageReport.NEVER) {
            events.add(answer("chat.completion.chunk", List.of(), Optional.of(Usage.of(summary)), null, null));
        }
        return events;
    }

    private ChatAnswer event(Choice choice, @Nullable Optional<Usage> usageSoFar, @Nullable PromptText prompt,
            @Nullable Effort effort) {
        return answer("chat.completion.chunk", List.of(choice), usageSoFar, prompt, effort);
    }

    private ChatAnswer answer(String object, List<Choice> choices, @Nullable Optional<Usage> usage,
            @Nullable PromptText prompt, @Nullable Effort effort) {
        Integer promptLogprobs = this.request.promptLogprobs();
        return new ChatAnswer(this.head.id(), object, this.head.created(), this.head.model(),
                this.head.systemFingerprint(), choices, usage,
                (promptLogprobs != null && prompt != null) ? PromptLogprobs.of(prompt, promptLogprobs) : null,
                (prompt != null) ? ids(prompt.tokens()) : null, effort);
    }

    private static Choice delta(int index, Delta delta, @Nullable ChatLogprobs logprobs,
            @Nullable List<Integer> tokenIds) {
        return new Choice(index, null, delta, logprobs, null, null, null, tokenIds);
    }

    private @Nullable ChatLogprobs logprobs(List<TextToken> tokens) {
        Integer numTop = this.request.logprobs();
        return (numTop != null) ? ChatLogprobs.of(tokens, numTop, new TokenNames(this.request.tokensAsIds())) : null;
    }

    private @Nullable List<Integer> ids(List<TextToken> tokens) {
        return this.request.returnTokenIds() ? tokens.stream().map(TextToken::id).toList() : null;
    }

    private static String wireName(FinishReason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

}
