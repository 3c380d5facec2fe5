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
import io.inkwell.completion.PromptTokens;
import io.inkwell.completion.TextToken;
import io.inkwell.openai.CompletionResponses;
import io.inkwell.openai.InkwellTimings;
import io.inkwell.openai.LogprobsFormat;
import io.inkwell.openai.PromptLogprobs;
import io.inkwell.openai.ResponseMetadata;
import io.inkwell.openai.StreamUsage;
import io.inkwell.openai.Usage;
import io.inkwell.openai.chat.ChatResponse.Delta;

/** Maps the completion of one chat request to responses. Not thread-safe. */
final class ChatResponseMapper implements CompletionResponses {

    private final EncodedCompletion completion;

    private final OutputOptions output;

    private final ResponseMetadata metadata;

    private final StreamUsage usage;

    private final MessageFormat format;

    /** The choices whose first delta has been sent. */
    private final BitSet started = new BitSet();

    /**
     * @param usage for a stream; a whole response always contains its usage
     * @param format how texts become messages
     */
    ChatResponseMapper(ResponseMetadata metadata, EncodedCompletion completion, StreamUsage usage,
            MessageFormat format) {
        this.completion = completion;
        this.output = completion.request().output();
        this.metadata = metadata;
        this.usage = usage;
        this.format = format;
    }

    @Override
    public ChatResponse toResponse(Completion completion) {
        List<ChatResponse.Choice> choices = completion.choices().stream().map(this::message).toList();
        return response("chat.completion", choices, Optional.of(Usage.of(completion.summary())),
                completion.choices().get(0).prompt(), InkwellTimings.of(completion.summary()));
    }

    /**
     * Maps a chunk to its events. The first event of a choice contains the role, the last
     * one the finish reason. The usage may follow at the end of the stream.
     */
    @Override
    public List<ChatResponse> toEvents(CompletionChunk chunk) {
        Optional<Usage> usageSoFar = this.usage.soFar(this.completion, chunk);
        List<ChatResponse> events = new ArrayList<>(4);
        Choice part = chunk.choice();
        if (!this.started.get(part.index())) {
            this.started.set(part.index());
            events.add(event(delta(part.index(), this.format.start(part.index()), null, null), usageSoFar,
                    part.prompt(), null));
        }
        if (!part.text().isEmpty() || !part.tokens().isEmpty()) {
            ChatResponse.Choice delta = delta(part.index(), this.format.next(part), logprobs(part.tokens()),
                    ids(part.tokens()));
            events.add(event(delta, usageSoFar, null, null));
        }
        CompletionSummary summary = chunk.summary();
        if (part.isFinished()) {
            events.add(event(end(part), usageSoFar, null, (summary != null) ? InkwellTimings.of(summary) : null));
        }
        if (summary != null && this.usage != StreamUsage.NONE) {
            events.add(response("chat.completion.chunk", List.of(), Optional.of(Usage.of(summary)), null, null));
        }
        return events;
    }

    private ChatResponse event(ChatResponse.Choice choice, @Nullable Optional<Usage> usageSoFar,
            @Nullable PromptTokens prompt, @Nullable InkwellTimings timings) {
        return response("chat.completion.chunk", List.of(choice), usageSoFar, prompt, timings);
    }

    private ChatResponse response(String object, List<ChatResponse.Choice> choices, @Nullable Optional<Usage> usage,
            @Nullable PromptTokens prompt, @Nullable InkwellTimings timings) {
        Integer promptLogprobs = this.output.promptLogprobs();
        return new ChatResponse(this.metadata.id(), object, this.metadata.created(), this.metadata.model(),
                this.metadata.systemFingerprint(), choices, usage,
                (promptLogprobs != null && prompt != null) ? PromptLogprobs.of(prompt, promptLogprobs) : null,
                (prompt != null) ? ids(prompt.tokens()) : null, timings);
    }

    private ChatResponse.Choice message(Choice choice) {
        return new ChatResponse.Choice(choice.index(), this.format.message(choice), null, logprobs(choice.tokens()),
                this.format.finishReason(choice), choice.stopReason(), choice.score(), ids(choice.tokens()));
    }

    private static ChatResponse.Choice delta(int index, Delta delta, @Nullable ChatLogprobs logprobs,
            @Nullable List<Integer> tokenIds) {
        return new ChatResponse.Choice(index, null, delta, logprobs, null, null, null, tokenIds);
    }

    private ChatResponse.Choice end(Choice part) {
        return new ChatResponse.Choice(part.index(), null, Delta.EMPTY, null, this.format.finishReason(part),
                part.stopReason(), part.score(), null);
    }

    private @Nullable ChatLogprobs logprobs(List<TextToken> tokens) {
        return (this.output.logprobs() != null) ? ChatLogprobs.of(tokens, LogprobsFormat.of(this.output)) : null;
    }

    private @Nullable List<Integer> ids(List<TextToken> tokens) {
        return this.output.returnTokenIds() ? tokens.stream().map(TextToken::id).toList() : null;
    }

}
