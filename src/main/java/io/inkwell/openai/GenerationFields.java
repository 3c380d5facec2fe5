package io.inkwell.openai;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

import io.inkwell.web.fields.SamplingFields;
import io.inkwell.web.fields.SearchFields;
import io.inkwell.web.fields.StopFields;

/**
 * What completions and chat completions ask for alike, as it was sent; null is the
 * default everywhere. A body holds them with {@code @JsonUnwrapped}.
 *
 * @param n texts for each prompt
 * @param bestOf how many to generate, of which the best n are the answer
 * @param promptLogprobs how many of the likeliest tokens to tell of beside each token of
 * the prompt
 * @param returnTokensAsTokenIds whether log-probabilities name tokens by their ids
 * @param priority 0 or more; lower is served sooner
 * @param user whom the client asks for; nothing here depends on it
 */
public record GenerationFields(@Nullable String model, @Nullable Integer n, @Nullable Integer bestOf,
        @Nullable Long seed, @Nullable Integer promptLogprobs, @Nullable Boolean returnTokenIds,
        @Nullable Boolean returnTokensAsTokenIds, @Nullable Integer priority, @Nullable Boolean stream,
        @Nullable StreamOptions streamOptions, @Nullable String user, @JsonUnwrapped SamplingFields sampling,
        @JsonUnwrapped StopFields stops, @JsonUnwrapped SearchFields search,
        @JsonUnwrapped TruncationFields truncation) {

    /**
     * @param includeUsage whether one more event, without choices, says at the end what
     * was used
     * @param continuousUsageStats whether then every event says it of what came so far
     */
    record StreamOptions(@Nullable Boolean includeUsage, @Nullable Boolean continuousUsageStats) {
    }

    public boolean isStream() {
        return Boolean.TRUE.equals(this.stream);
    }

    /** Only who wants the usage at the end can have it in every event. */
    public StreamUsage streamUsage() {
        if (this.streamOptions == null || !Boolean.TRUE.equals(this.streamOptions.includeUsage())) {
            return StreamUsage.NONE;
        }
        return Boolean.TRUE.equals(this.streamOptions.continuousUsageStats()) ? StreamUsage.CONTINUOUS
                : StreamUsage.FINAL;
    }

    boolean returnsTokensAsTokenIds() {
        return Boolean.TRUE.equals(this.returnTokensAsTokenIds);
    }

    boolean returnsTokenIds() {
        return Boolean.TRUE.equals(this.returnTokenIds);
    }

}
