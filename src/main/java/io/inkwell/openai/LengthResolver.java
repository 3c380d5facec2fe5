package io.inkwell.openai;

import org.jspecify.annotations.Nullable;

import io.inkwell.completion.prompt.LengthOptions;
import io.inkwell.completion.prompt.TotalLength;
import io.inkwell.registry.defaults.LengthDefaults;
import io.inkwell.web.fields.StopFields;

/**
 * Resolves the length limits that a request omits from the model's generation config. As
 * in transformers, {@code max_new_tokens} takes precedence over {@code max_length}.
 *
 * @param stops holds the {@code min_tokens} of the request
 */
record LengthResolver(LengthDefaults defaults, MaxTokens maxTokens, StopFields stops) {

    /**
     * @param clampMaxTokens whether a maximum that does not fit the context is lowered
     */
    LengthOptions resolve(boolean clampMaxTokens) {
        Integer max = max();
        int min = Math.max(this.stops.minTokens(this.maxTokens.field(), max), defaultMin());
        // The client does not rely on the model's maximum, so that one may be lowered.
        boolean clamp = clampMaxTokens || usesDefaultMax();
        return new LengthOptions(max, this.maxTokens.field(), clamp, min, total());
    }

    private @Nullable Integer max() {
        if (usesDefaultMax()) {
            return this.defaults.maxNewTokens();
        }
        return usesDefaultTotal() ? null : this.maxTokens.orDefault();
    }

    private boolean usesDefaultMax() {
        Integer max = this.defaults.maxNewTokens();
        Integer min = this.stops.minTokens();
        return this.maxTokens.isOmitted() && max != null && (min == null || min <= max);
    }

    private boolean usesDefaultTotal() {
        return this.maxTokens.isOmitted() && this.defaults.maxNewTokens() == null && this.defaults.maxLength() != null;
    }

    private int defaultMin() {
        Integer min = this.defaults.minNewTokens();
        return (this.stops.minTokens() == null && min != null) ? min : 0;
    }

    private TotalLength total() {
        Integer min = this.defaults.minLength();
        boolean countsPrompt = this.stops.minTokens() == null && this.defaults.minNewTokens() == null;
        return new TotalLength(usesDefaultTotal() ? this.defaults.maxLength() : null,
                (countsPrompt && min != null) ? min : 0);
    }

}
