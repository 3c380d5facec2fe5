package io.inkwell.completion;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.completion.prompt.LengthOptions;
import io.inkwell.completion.prompt.Prompt;
import io.inkwell.completion.prompt.Truncation;
import io.inkwell.decoding.SamplingParams;
import io.inkwell.engine.request.CacheSalt;
import io.inkwell.grammar.RequestedForm;

/**
 * A checked request for completions that does not depend on a loaded model.
 *
 * @param requestId the id of the HTTP request, or a random one
 * @param isChat whether the prompt is a conversation
 * @param promptField the field of the request that holds the prompts
 * @param prompts each is completed independently
 * @param truncation how to truncate prompts that are too long; null to reject them
 * @param sampling sampling parameters; {@code badWords} are added once they are encoded
 * @param badWords words to ban, alone or after a space
 * @param form the form of the output; null for free text
 * @param seed null for a random seed
 * @param priority requests with a lower value are scheduled first
 * @param cacheSalt prompts share cached prefixes with those of equal salts
 */
public record CompletionRequest(String requestId, boolean isChat, String promptField, List<Prompt> prompts,
        @Nullable Truncation truncation, SamplingParams sampling, List<String> badWords, ChoiceOptions choices,
        LengthOptions length, StopOptions stop, OutputOptions output, @Nullable RequestedForm form, @Nullable Long seed,
        int priority, CacheSalt cacheSalt) {

    public CompletionRequest {
        prompts = List.copyOf(prompts);
        badWords = List.copyOf(badWords);
    }

    /** The id of the completion, in the response and in the log. */
    public String id() {
        return (isChat() ? "chatcmpl-" : "cmpl-") + this.requestId;
    }

    /** Returns a copy without prompts, which may be large. */
    CompletionRequest withoutPrompts() {
        return new CompletionRequest(this.requestId, this.isChat, this.promptField, List.of(), this.truncation,
                this.sampling, this.badWords, this.choices, this.length, this.stop, this.output, this.form, this.seed,
                this.priority, this.cacheSalt);
    }

    /**
     * How many of the most likely tokens to record for each output token; -1 for no
     * log-probabilities at all.
     */
    int numTopLogprobs() {
        if (this.output.logprobs() != null) {
            return this.output.logprobs();
        }
        return this.choices.selectsBest() ? 0 : -1;
    }

    /** The maximum number of log-probabilities for each output token. */
    int logprobEntriesPerToken() {
        List<Integer> listed = this.output.logprobTokenIds();
        return 1 + (listed.isEmpty() ? numTopLogprobs() : listed.size());
    }

    /**
     * How many of the most likely tokens to record for each prompt token; -1 for no
     * log-probabilities at all.
     */
    int numTopPromptLogprobs() {
        int echoed = (this.output.echo() && this.output.logprobs() != null) ? this.output.logprobs() : -1;
        return Math.max(echoed, (this.output.promptLogprobs() != null) ? this.output.promptLogprobs() : -1);
    }

    /** Whether output tokens are needed in addition to the text. */
    boolean wantsTokens() {
        return this.output.returnTokenIds() || numTopLogprobs() >= 0;
    }

    /** Whether prompt tokens are needed. */
    boolean wantsPromptTokens() {
        return this.output.returnTokenIds() || numTopPromptLogprobs() >= 0;
    }

    public static Builder builder(String requestId, List<Prompt> prompts) {
        return new Builder(requestId, prompts);
    }

    /** Starts from one choice of at most 16 sampled tokens. */
    public static final class Builder {

        private final String requestId;

        private final List<Prompt> prompts;

        private String promptField = "prompt";

        private @Nullable Truncation truncation;

        private SamplingParams sampling = SamplingParams.DEFAULT;

        private List<String> badWords = List.of();

        private ChoiceOptions choices = ChoiceOptions.ONE;

        private LengthOptions length = LengthOptions.max(16);

        private StopOptions stop = StopOptions.DEFAULT;

        private OutputOptions output = OutputOptions.DEFAULT;

        private @Nullable RequestedForm form;

        private @Nullable Long seed;

        private int priority;

        private CacheSalt cacheSalt = CacheSalt.NONE;

        private Builder(String requestId, List<Prompt> prompts) {
            this.requestId = requestId;
            this.prompts = prompts;
        }

        public Builder promptField(String promptField) {
            this.promptField = promptField;
            return this;
        }

        public Builder truncation(@Nullable Truncation truncation) {
            this.truncation = truncation;
            return this;
        }

        public Builder sampling(SamplingParams sampling) {
            this.sampling = sampling;
            return this;
        }

        public Builder badWords(List<String> badWords) {
            this.badWords = badWords;
            return this;
        }

        public Builder choices(ChoiceOptions choices) {
            this.choices = choices;
            return this;
        }

        public Builder length(LengthOptions length) {
            this.length = length;
            return this;
        }

        public Builder stop(StopOptions stop) {
            this.stop = stop;
            return this;
        }

        public Builder output(OutputOptions output) {
            this.output = output;
            return this;
        }

        public Builder form(@Nullable RequestedForm form) {
            this.form = form;
            return this;
        }

        public Builder seed(@Nullable Long seed) {
            this.seed = seed;
            return this;
        }

        public Builder priority(int priority) {
            this.priority = priority;
            return this;
        }

        public Builder cacheSalt(CacheSalt cacheSalt) {
            this.cacheSalt = cacheSalt;
            return this;
        }

        public CompletionRequest build() {
            return new CompletionRequest(this.requestId, this.prompts.stream().anyMatch(Prompt.Chat.class::isInstance),
                    this.promptField, this.prompts, this.truncation, this.sampling, this.badWords, this.choices,
                    this.length, this.stop, this.output, this.form, this.seed, this.priority, this.cacheSalt);
        }

    }

}
