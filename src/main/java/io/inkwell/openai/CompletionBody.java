package io.inkwell.openai;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The body of {@code POST /v1/completions}, field by field as it was sent; null is the
 * default everywhere. Fields that nobody here knows are kept by name, because some of
 * them must be refused and not ignored.
 *
 * @param prompt a string, a list of strings, a list of token ids, or a list of such lists
 * @param stop a string or a list of strings
 */
record CompletionBody(@Nullable String model, @Nullable JsonNode prompt, @Nullable Integer maxTokens,
        @Nullable Float temperature, @Nullable Float topP, @Nullable Integer topK, @Nullable Float repetitionPenalty,
        @Nullable Float presencePenalty, @Nullable Float frequencyPenalty, @Nullable Long seed, @Nullable JsonNode stop,
        @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<Integer> stopTokenIds, @Nullable Boolean ignoreEos,
        @Nullable Integer n, @Nullable Boolean stream, @Nullable StreamOptions streamOptions, @Nullable String user,
        @JsonAnySetter Map<String, JsonNode> others) {

    CompletionBody {
        others = (others != null) ? others : new LinkedHashMap<>();
    }

    /**
     * @param includeUsage whether one more event, without choices, says at the end what
     * was used
     * @param continuousUsageStats whether every event says so
     */
    record StreamOptions(@Nullable Boolean includeUsage, @Nullable Boolean continuousUsageStats) {
    }

    boolean isStream() {
        return Boolean.TRUE.equals(this.stream);
    }

    /** Only who wants the usage at the end can have it in every event. */
    CompletionAnswers.UsageReport usageReport() {
        if (this.streamOptions == null || !Boolean.TRUE.equals(this.streamOptions.includeUsage())) {
            return CompletionAnswers.UsageReport.NEVER;
        }
        return Boolean.TRUE.equals(this.streamOptions.continuousUsageStats())
                ? CompletionAnswers.UsageReport.IN_EVERY_EVENT : CompletionAnswers.UsageReport.AT_THE_END;
    }

}
