package io.inkwell.openai;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;

import io.inkwell.web.fields.SamplingFields;
import io.inkwell.web.fields.SearchFields;
import io.inkwell.web.fields.StopFields;

/**
 * The fields that completions and chat completions share, as they were sent; null is the
 * default of every field. A body holds them with {@code @JsonUnwrapped}.
 *
 * @param n choices for each prompt
 * @param bestOf choices to generate for each prompt, of which the best {@code n} are
 * returned
 * @param logprobTokenIds tokens whose log-probabilities to return for each output token
 * in place of those of the most likely tokens
 * @param promptLogprobs how many of the most likely tokens to return for each prompt
 * token
 * @param returnEntropy whether log-probabilities contain the entropy
 * @param returnTokensAsTokenIds whether log-probabilities name tokens by id
 * @param priority 0 or more; a lower value is scheduled first
 * @param cacheSalt shares cached prefixes only with requests of the same salt
 * @param user the end user; has no effect
 */
public record GenerationFields(@Nullable String model, @Nullable Integer n, @Nullable Integer bestOf,
        @Nullable Long seed, @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<Integer> logprobTokenIds,
        @Nullable Integer promptLogprobs, @Nullable Boolean returnTokenIds, @Nullable Boolean returnEntropy,
        @Nullable Boolean returnTokensAsTokenIds, @Nullable Integer priority, @Nullable String cacheSalt,
        @Nullable Boolean stream, @Nullable StreamOptions streamOptions, @Nullable String user,
        @JsonUnwrapped SamplingFields sampling, @JsonUnwrapped StopFields stops, @JsonUnwrapped SearchFields search,
        @JsonUnwrapped TruncationFields truncation, @JsonUnwrapped FormFields form) {

    /**
     * @param includeUsage whether a last event without choices contains the usage
     * @param continuousUsageStats whether every event contains the usage so far; has no
     * effect without {@code includeUsage}
     */
    record StreamOptions(@Nullable Boolean includeUsage, @Nullable Boolean continuousUsageStats) {
    }

    /**
     * The fields of a protocol that has only some of them.
     * @param n choices for the prompt, which are all returned
     * @param truncatePromptTokens see {@link TruncationFields}
     */
    public static GenerationFields sampled(@Nullable Integer n, @Nullable Long seed, @Nullable Integer priority,
            boolean stream, SamplingFields sampling, StopFields stops, @Nullable Integer truncatePromptTokens) {
        return new GenerationFields(null, n, null, seed, null, null, null, null, null, priority, null, stream, null,
                null, sampling, stops, SearchFields.NONE, new TruncationFields(truncatePromptTokens, null),
                FormFields.NONE);
    }

    public boolean isStream() {
        return Boolean.TRUE.equals(this.stream);
    }

    public StreamUsage streamUsage() {
        if (this.streamOptions == null || !Boolean.TRUE.equals(this.streamOptions.includeUsage())) {
            return StreamUsage.NONE;
        }
        return Boolean.TRUE.equals(this.streamOptions.continuousUsageStats()) ? StreamUsage.CONTINUOUS
                : StreamUsage.FINAL;
    }

    /** The listed tokens, none by default. */
    List<Integer> listedTokenIds() {
        return (this.logprobTokenIds != null) ? this.logprobTokenIds : List.of();
    }

    boolean returnsTokensAsTokenIds() {
        return Boolean.TRUE.equals(this.returnTokensAsTokenIds);
    }

    boolean returnsEntropy() {
        return Boolean.TRUE.equals(this.returnEntropy);
    }

    boolean returnsTokenIds() {
        return Boolean.TRUE.equals(this.returnTokenIds);
    }

}
