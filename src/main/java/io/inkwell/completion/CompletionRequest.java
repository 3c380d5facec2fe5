package io.inkwell.completion;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.search.SearchParams;

/**
 * What a client asks for, independent of the model that will do it.
 *
 * @param model its name
 * @param prompts each is completed on its own
 * @param truncation what to do with prompts that are too long; null to refuse them
 * @param sampling how tokens are chosen; its bad words are those of {@code badWords},
 * once they are encoded
 * @param badWords texts that must not be written, alone or after a space
 * @param search what takes the place of sampling; null for sampling
 * @param maxTokens the limit of output tokens; null for all that fit
 * @param maxTokensField what the client calls that limit
 * @param clampMaxTokens whether a limit that does not fit is lowered, and not refused
 * @param totalLength bounds of prompt and output together, where the others leave them
 * open
 * @param minTokens so many output tokens come before a token or a string may end the text
 * @param stopStrings the text ends before the first of them
 * @param stopTokenIds tokens that end the text, beside the model's own
 * @param ignoreEos whether to go on past the model's own end-of-text token
 * @param includeStop whether the text keeps the stop string or token that ended it
 * @param skipSpecialTokens whether tokens such as the end of a text stay out of the text
 * @param numChoices texts for each prompt; choice {@code i} of prompt {@code p} has the
 * number {@code p * numChoices + i}
 * @param bestOf how many texts to generate for each prompt, of which the
 * {@code numChoices} with the greatest mean log-probability are the answer
 * @param seed null to have one drawn
 * @param echo whether the text begins with the prompt
 * @param logprobs how many of the likeliest tokens to tell of beside each token of the
 * text; null to tell of none
 * @param promptLogprobs the same for each token of the prompt
 * @param returnTokenIds whether to tell the token ids of prompts and texts
 * @param tokensAsIds whether the answer names tokens by their ids
 * @param priority lower is served sooner
 * @param id what the answer and the log call the request; null to have one made
 */
public record CompletionRequest(String model, List<Prompt> prompts, @Nullable Truncation truncation,
        SamplingParams sampling, List<String> badWords, @Nullable SearchParams search, @Nullable Integer maxTokens,
        String maxTokensField, boolean clampMaxTokens, TotalLength totalLength, int minTokens, List<String> stopStrings,
        Set<Integer> stopTokenIds, boolean ignoreEos, boolean includeStop, boolean skipSpecialTokens, int numChoices,
        int bestOf, @Nullable Long seed, boolean echo, @Nullable Integer logprobs, @Nullable Integer promptLogprobs,
        boolean returnTokenIds, boolean tokensAsIds, int priority, @Nullable String id) {

    public CompletionRequest {
        prompts = List.copyOf(prompts);
        badWords = List.copyOf(badWords);
        stopStrings = List.copyOf(stopStrings);
        stopTokenIds = Set.copyOf(stopTokenIds);
        if (bestOf < numChoices) {
            throw new IllegalArgumentException(
                    "bestOf must be at least numChoices, " + numChoices + "; given: " + bestOf);
        }
    }

    /** How many of the likeliest tokens to note beside each token; -1 to note none. */
    int numTopLogprobs() {
        if (this.logprobs != null) {
            return this.logprobs;
        }
        return (this.bestOf > this.numChoices) ? 0 : -1;
    }

    /** The same for each token of the prompt. */
    int numTopPromptLogprobs() {
        int echoed = (this.echo && this.logprobs != null) ? this.logprobs : -1;
        return Math.max(echoed, (this.promptLogprobs != null) ? this.promptLogprobs : -1);
    }

    /** Whether the tokens of the texts are wanted beside the texts. */
    boolean wantsTokens() {
        return this.returnTokenIds || numTopLogprobs() >= 0;
    }

    /** Whether the tokens of the prompts are. */
    boolean wantsPromptTokens() {
        return this.returnTokenIds || numTopPromptLogprobs() >= 0;
    }

    boolean isChat() {
        return this.prompts.stream().anyMatch(Prompt.Chat.class::isInstance);
    }

    public static Builder builder(String model, List<Prompt> prompts) {
        return new Builder(model, prompts);
    }

    /** Starts from one text of 16 sampled tokens and nothing else. */
    public static final class Builder {

        private final String model;

        private final List<Prompt> prompts;

        private @Nullable Truncation truncation;

        private SamplingParams sampling = SamplingParams.DEFAULT;

        private List<String> badWords = List.of();

        private @Nullable SearchParams search;

        private @Nullable Integer maxTokens = 16;

        private String maxTokensField = "max_tokens";

        private boolean clampMaxTokens;

        private TotalLength totalLength = TotalLength.NONE;

        private int minTokens;

        private List<String> stopStrings = List.of();

        private Set<Integer> stopTokenIds = Set.of();

        private boolean ignoreEos;

        private boolean includeStop;

        private boolean skipSpecialTokens = true;

        private int numChoices = 1;

        private int bestOf = 1;

        private @Nullable Long seed;

        private boolean echo;

        private @Nullable Integer logprobs;

        private @Nullable Integer promptLogprobs;

        private boolean returnTokenIds;

        private boolean tokensAsIds;

        private int priority;

        private @Nullable String id;

        private Builder(String model, List<Prompt> prompts) {
            this.model = model;
            this.prompts = prompts;
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

        public Builder search(@Nullable SearchParams search) {
            this.search = search;
            return this;
        }

        public Builder maxTokensField(String maxTokensField) {
            this.maxTokensField = maxTokensField;
            return this;
        }

        public Builder maxTokens(@Nullable Integer maxTokens) {
            this.maxTokens = maxTokens;
            return this;
        }

        public Builder clampMaxTokens(boolean clampMaxTokens) {
            this.clampMaxTokens = clampMaxTokens;
            return this;
        }

        public Builder totalLength(TotalLength totalLength) {
            this.totalLength = totalLength;
            return this;
        }

        public Builder minTokens(int minTokens) {
            this.minTokens = minTokens;
            return this;
        }

        public Builder stopStrings(List<String> stopStrings) {
            this.stopStrings = stopStrings;
            return this;
        }

        public Builder stopTokenIds(Set<Integer> stopTokenIds) {
            this.stopTokenIds = stopTokenIds;
            return this;
        }

        public Builder ignoreEos(boolean ignoreEos) {
            this.ignoreEos = ignoreEos;
            return this;
        }

        public Builder includeStop(boolean includeStop) {
            this.includeStop = includeStop;
            return this;
        }

        public Builder skipSpecialTokens(boolean skipSpecialTokens) {
            this.skipSpecialTokens = skipSpecialTokens;
            return this;
        }

        public Builder numChoices(int numChoices) {
            this.numChoices = numChoices;
            return this;
        }

        public Builder bestOf(int bestOf) {
            this.bestOf = bestOf;
            return this;
        }

        public Builder seed(@Nullable Long seed) {
            this.seed = seed;
            return this;
        }

        public Builder echo(boolean echo) {
            this.echo = echo;
            return this;
        }

        public Builder logprobs(@Nullable Integer logprobs) {
            this.logprobs = logprobs;
            return this;
        }

        public Builder promptLogprobs(@Nullable Integer promptLogprobs) {
            this.promptLogprobs = promptLogprobs;
            return this;
        }

        public Builder returnTokenIds(boolean returnTokenIds) {
            this.returnTokenIds = returnTokenIds;
            return this;
        }

        public Builder tokensAsIds(boolean tokensAsIds) {
            this.tokensAsIds = tokensAsIds;
            return this;
        }

        public Builder priority(int priority) {
            this.priority = priority;
            return this;
        }

        public Builder id(@Nullable String id) {
            this.id = id;
            return this;
        }

        public CompletionRequest build() {
            return new CompletionRequest(this.model, this.prompts, this.truncation, this.sampling, this.badWords,
                    this.search, this.maxTokens, this.maxTokensField, this.clampMaxTokens, this.totalLength,
                    this.minTokens, this.stopStrings, this.stopTokenIds, this.ignoreEos, this.includeStop,
                    this.skipSpecialTokens, this.numChoices, Math.max(this.bestOf, this.numChoices), this.seed,
                    this.echo, this.logprobs, this.promptLogprobs, this.returnTokenIds, this.tokensAsIds, this.priority,
                    this.id);
        }

    }

}
