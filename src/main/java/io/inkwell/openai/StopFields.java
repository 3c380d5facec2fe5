package io.inkwell.openai;

import java.util.LinkedHashSet;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.completion.CompletionRequest;
import io.inkwell.error.ServiceException;
import io.inkwell.web.FieldRules;
import io.inkwell.web.GivenValue;

/**
 * The fields that say where a text ends and what of its end it keeps.
 *
 * @param stop a string or a list of strings
 */
record StopFields(@Nullable JsonNode stop, @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<Integer> stopTokenIds,
        @Nullable Integer minTokens, @Nullable Boolean ignoreEos, @Nullable Boolean includeStopStrInOutput,
        @Nullable Boolean skipSpecialTokens) {

    /**
     * @param maxTokens null for all that fit
     */
    void applyTo(CompletionRequest.Builder request, @Nullable Integer maxTokens, CompletionLimits limits) {
        request.stopStrings(stopStrings(limits))
            .ignoreEos(Boolean.TRUE.equals(this.ignoreEos))
            .includeStop(Boolean.TRUE.equals(this.includeStopStrInOutput))
            .skipSpecialTokens(!Boolean.FALSE.equals(this.skipSpecialTokens));
        if (this.stopTokenIds != null) {
            FieldRules.requireBetween("stop_token_ids", "the number of stop_token_ids", this.stopTokenIds.size(), 0,
                    limits.maxStopTokenIds());
            request.stopTokenIds(new LinkedHashSet<>(this.stopTokenIds));
        }
        if (this.minTokens != null) {
            ServiceException.require(this.minTokens >= 0, "min_tokens", "at least 0", this.minTokens);
            ServiceException.require(maxTokens == null || this.minTokens <= maxTokens, "min_tokens",
                    "at most max_tokens, " + maxTokens, this.minTokens);
            request.minTokens(this.minTokens);
        }
    }

    private List<String> stopStrings(CompletionLimits limits) {
        if (this.stop == null || this.stop.isNull()) {
            return List.of();
        }
        List<JsonNode> strings = this.stop.isArray() ? this.stop.valueStream().toList() : List.of(this.stop);
        FieldRules.requireBetween("stop", "the number of stop strings", strings.size(), 0, limits.maxStopStrings());
        return strings.stream().map((string) -> stopString(string, limits.maxStopLength())).toList();
    }

    private static String stopString(JsonNode node, int maxLength) {
        if (!node.isString()) {
            throw ServiceException.invalid("stop",
                    "stop must be a string or a list of strings; given: " + GivenValue.of(node));
        }
        String stop = node.stringValue();
        FieldRules.requireBetween("stop", "the length of a stop string", stop.length(), 1, maxLength);
        return stop;
    }

}
