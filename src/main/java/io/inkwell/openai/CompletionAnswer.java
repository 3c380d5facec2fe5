package io.inkwell.openai;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

import io.inkwell.completion.Completion;
import io.inkwell.completion.CompletionChunk;
import io.inkwell.completion.CompletionSummary;
import io.inkwell.decoding.FinishReason;

/**
 * The answer to {@code POST /v1/completions}: whole, or one event of a stream.
 *
 * @param created seconds since 1970
 * @param inkwell what no other server says; on a whole answer and on the last event of a
 * stream
 */
@JsonPropertyOrder({ "id", "object", "created", "model", "choices", "usage", "inkwell" })
record CompletionAnswer(String id, String object, long created, String model, List<Choice> choices,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Usage usage,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Effort inkwell) {

    @JsonPropertyOrder({ "index", "text", "logprobs", "finish_reason", "stop_reason" })
    record Choice(int index, String text, @Nullable Object logprobs, @Nullable String finishReason,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object stopReason) {
    }

    @JsonPropertyOrder({ "prompt_tokens", "completion_tokens", "total_tokens" })
    record Usage(int promptTokens, int completionTokens, int totalTokens) {

        static Usage of(CompletionSummary summary) {
            int prompt = summary.numPromptTokens();
            int generated = summary.numGeneratedTokens();
            return new Usage(prompt, generated, prompt + generated);
        }

    }

    /**
     * @param seed the seed that was used, given or drawn
     */
    @JsonPropertyOrder({ "seed", "queue_ms", "prefill_ms", "decode_ms", "tokens_per_second" })
    record Effort(long seed, double queueMs, double prefillMs, double decodeMs, double tokensPerSecond) {

        static Effort of(CompletionSummary summary) {
            return new Effort(summary.seed(), millis(summary.queue()), millis(summary.prefill()),
                    millis(summary.decode()), Math.round(10 * summary.tokensPerSecond()) / 10.0);
        }

        private static double millis(Duration duration) {
            return Math.round(duration.toNanos() / 1e5) / 10.0;
        }

    }

    /** What all answers to one request have in common. */
    record Head(String id, long created, String model) {

        CompletionAnswer whole(Completion completion) {
            List<Choice> choices = completion.choices()
                .stream()
                .map((choice) -> new Choice(choice.index(), choice.text(), null, wireName(choice.finish()),
                        choice.stopReason()))
                .toList();
            return answer(choices, Usage.of(completion.summary()), Effort.of(completion.summary()));
        }

        CompletionAnswer piece(CompletionChunk chunk) {
            FinishReason finish = chunk.finish();
            Choice choice = new Choice(chunk.choice(), chunk.text(), null, (finish != null) ? wireName(finish) : null,
                    chunk.stopReason());
            CompletionSummary summary = chunk.summary();
            return answer(List.of(choice), null, (summary != null) ? Effort.of(summary) : null);
        }

        CompletionAnswer usage(CompletionSummary summary) {
            return answer(List.of(), Usage.of(summary), null);
        }

        private CompletionAnswer answer(List<Choice> choices, @Nullable Usage usage, @Nullable Effort effort) {
            return new CompletionAnswer(this.id, "text_completion", this.created, this.model, choices, usage, effort);
        }

        private static String wireName(FinishReason reason) {
            return reason.name().toLowerCase(Locale.ROOT);
        }

    }

}
