package io.inkwell.web.fields;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.error.ServiceException;

/**
 * Stop fields as they were sent. A body holds them with {@code @JsonUnwrapped}. Every
 * check fails with an invalid request that names the field.
 *
 * @param stop a string or a list of strings
 */
public record StopFields(@Nullable JsonNode stop,
        @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<Integer> stopTokenIds, @Nullable Integer minTokens,
        @Nullable Boolean ignoreEos, @Nullable Boolean includeStopStrInOutput, @Nullable Boolean skipSpecialTokens) {

    public List<String> stopStrings(StopLimits limits) {
        if (this.stop == null || this.stop.isNull()) {
            return List.of();
        }
        List<JsonNode> strings = this.stop.isArray() ? this.stop.valueStream().toList() : List.of(this.stop);
        FieldRules.requireBetween("stop", "the number of stop strings", strings.size(), 0, limits.maxStrings());
        return strings.stream().map((string) -> stopString(string, limits.maxStringLength())).toList();
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

    public Set<Integer> stopTokenIds(StopLimits limits) {
        List<Integer> ids = (this.stopTokenIds != null) ? this.stopTokenIds : List.of();
        FieldRules.requireBetween("stop_token_ids", "the number of stop_token_ids", ids.size(), 0,
                limits.maxTokenIds());
        return new LinkedHashSet<>(ids);
    }

    /** Whether the request omits {@code stop}. */
    public boolean omitsStop() {
        return this.stop == null || this.stop.isNull();
    }

    /**
     * @param maxTokens null for as many as fit
     */
    public int minTokens(@Nullable Integer maxTokens) {
        return minTokens("max_tokens", maxTokens);
    }

    /**
     * @param maxTokensField the field in which the client set the maximum
     * @param maxTokens null for as many as fit
     */
    public int minTokens(String maxTokensField, @Nullable Integer maxTokens) {
        if (this.minTokens == null) {
            return 0;
        }
        ServiceException.require(this.minTokens >= 0, "min_tokens", "at least 0", this.minTokens);
        ServiceException.require(maxTokens == null || this.minTokens <= maxTokens, "min_tokens",
                "at most " + maxTokensField + " (" + maxTokens + ")", this.minTokens);
        return this.minTokens;
    }

    public boolean ignoresEos() {
        return Boolean.TRUE.equals(this.ignoreEos);
    }

    public boolean includesStop() {
        return Boolean.TRUE.equals(this.includeStopStrInOutput);
    }

    public boolean skipsSpecialTokens() {
        return !Boolean.FALSE.equals(this.skipSpecialTokens);
    }

}
