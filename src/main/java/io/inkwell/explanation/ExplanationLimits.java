package io.inkwell.explanation;

import io.inkwell.error.ServiceException;
import io.inkwell.web.fields.FieldRules;
import io.inkwell.web.fields.SamplingLimits;
import io.inkwell.web.fields.StopLimits;

/**
 * What one request for an explanation may ask for.
 *
 * @param maxTokens of a text, what is generated included
 * @param maxNewTokens that are generated where each costs as much as the text before it
 * @param maxTexts of a request
 * @param maxTop how many of the likeliest tokens may be told of at one place
 * @param maxLogprobs that one answer may hold
 * @param maxNumbers of tensors that one answer may hold
 * @param maxBeams of a search
 */
public record ExplanationLimits(Limit maxTokens, Limit maxNewTokens, Limit maxTexts, Limit maxTop, Limit maxLogprobs,
        Limit maxNumbers, Limit maxBeams, StopLimits stops, SamplingLimits sampling) {

    /**
     * @param maxTokens that are to be generated
     * @throws ServiceException an invalid request, if prompt and output together are
     * longer than a text may be
     */
    public void requireRoom(int maxTokens, int numPromptTokens, int contextLength) {
        long room = this.maxTokens.value() - numPromptTokens;
        ServiceException.require(
                maxTokens <= Math.max(1, room), "max_tokens", "such that the text has at most " + this.maxTokens.value()
                        + " tokens (" + this.maxTokens.setting() + "), of which the prompt is " + numPromptTokens,
                maxTokens);
        FieldRules.requireBetween("max_tokens", maxTokens, 1, Math.max(1, contextLength - numPromptTokens));
    }

}
