package io.inkwell.openai;

import org.jspecify.annotations.Nullable;

import io.inkwell.completion.TotalLength;
import io.inkwell.registry.defaults.LengthDefaults;

/**
 * The lengths that a model proposes, where a request leaves them open. As in
 * transformers, a number of new tokens counts before one that includes the prompt.
 *
 * @param maxTokens what the request says; -1 for all that fit, as llama.cpp and LM Studio
 * have it
 * @param minTokens what the request says
 */
record ProposedLengths(LengthDefaults defaults, @Nullable Integer maxTokens, @Nullable Integer minTokens) {

    static final int ALL_THAT_FIT = -1;

    /** Whether the number of new tokens is limited by the model. */
    boolean limitsTokens() {
        Integer proposed = this.defaults.maxNewTokens();
        return this.maxTokens == null && proposed != null && (this.minTokens == null || this.minTokens <= proposed);
    }

    /**
     * The limit of output tokens.
     * @param otherwise where the model proposes none
     * @return null for all that fit
     */
    @Nullable Integer limit(@Nullable Integer otherwise) {
        if (this.maxTokens != null) {
            return (this.maxTokens == ALL_THAT_FIT) ? null : this.maxTokens;
        }
        if (limitsTokens()) {
            return this.defaults.maxNewTokens();
        }
        return limitsTotal() ? null : otherwise;
    }

    /** 0 where the request says its own. */
    int proposedMinTokens() {
        Integer proposed = this.defaults.minNewTokens();
        return (this.minTokens == null && proposed != null) ? proposed : 0;
    }

    TotalLength totalLength() {
        Integer min = this.defaults.minLength();
        boolean hasMin = this.minTokens == null && this.defaults.minNewTokens() == null;
        return new TotalLength(limitsTotal() ? this.defaults.maxLength() : null, (hasMin && min != null) ? min : 0);
    }

    private boolean limitsTotal() {
        return this.maxTokens == null && this.defaults.maxNewTokens() == null && this.defaults.maxLength() != null;
    }

}
