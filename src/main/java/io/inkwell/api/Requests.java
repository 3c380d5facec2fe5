package io.inkwell.api;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.inkwell.chat.ChatMessage;
import io.inkwell.completion.ChoiceOptions;
import io.inkwell.completion.CompletionRequest;
import io.inkwell.completion.OutputOptions;
import io.inkwell.completion.StopOptions;
import io.inkwell.completion.prompt.LengthOptions;
import io.inkwell.completion.prompt.Prompt;
import io.inkwell.completion.prompt.TotalLength;
import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.search.BeamSearchParams;
import io.inkwell.grammar.OutputForm;
import io.inkwell.grammar.RequestedForm;

/** Turns calls into completion requests. */
final class Requests {

    private Requests() {
    }

    static CompletionRequest of(String prompt, CompletionOptions options) {
        return of("prompt", new Prompt.Text(prompt), options);
    }

    static CompletionRequest of(List<Message> messages, CompletionOptions options) {
        Rules.require(!messages.isEmpty(), "messages", "at least one message", messages);
        List<ChatMessage> conversation = messages.stream().map(Requests::message).toList();
        return of("messages", new Prompt.Chat(conversation, true, false, false, Map.of()), options);
    }

    private static CompletionRequest of(String field, Prompt prompt, CompletionOptions options) {
        return CompletionRequest.builder(newId(), List.of(prompt))
            .promptField(field)
            .sampling(sampling(options))
            .choices(choices(options))
            .length(new LengthOptions(options.maxTokens(), "maxTokens", true, 0, TotalLength.NONE))
            .stop(new StopOptions(options.stop(), Set.of(), false, false))
            .output(output(options.logprobs(), null))
            .form((options.format() != null) ? new RequestedForm("format", form(options.format())) : null)
            .seed(options.seed())
            .build();
    }

    /** A request for the log-probabilities of a text. */
    static CompletionRequest toScore(String text, int numTop) {
        return CompletionRequest.builder(newId(), List.of(new Prompt.Text(text)))
            .promptField("text")
            .sampling(SamplingParams.GREEDY)
            .length(new LengthOptions(0, "maxTokens", false, 0, TotalLength.NONE))
            .output(output(null, numTop))
            .build();
    }

    private static String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static ChatMessage message(Message message) {
        return new ChatMessage(ChatMessage.Role.valueOf(message.role().name()), message.content(), null);
    }

    private static SamplingParams sampling(CompletionOptions options) {
        return SamplingParams.builder()
            .temperature((float) options.temperature())
            .topK(options.topK())
            .topP((float) options.topP())
            .minP((float) options.minP())
            .repetitionPenalty((float) options.repetitionPenalty())
            .presencePenalty((float) options.presencePenalty())
            .frequencyPenalty((float) options.frequencyPenalty())
            .build();
    }

    private static ChoiceOptions choices(CompletionOptions options) {
        return (options.numBeams() == 1) ? ChoiceOptions.ONE : new ChoiceOptions(1, 1,
                new BeamSearchParams(options.numBeams(), 1, 0, 1, BeamSearchParams.EarlyStopping.FALSE));
    }

    private static OutputOptions output(@Nullable Integer logprobs, @Nullable Integer promptLogprobs) {
        return new OutputOptions(false, logprobs, List.of(), promptLogprobs, false, false, false, true);
    }

    private static OutputForm form(OutputFormat format) {
        return switch (format.kind()) {
            case JSON_OBJECT -> new OutputForm.JsonObject();
            case JSON_SCHEMA -> new OutputForm.JsonSchema(format.definition(), false);
            case REGEX -> new OutputForm.Regexp(format.definition());
            case GBNF -> new OutputForm.Gbnf(format.definition());
        };
    }

}
