package io.inkwell.explanation;

import io.inkwell.error.ServiceException;
import io.inkwell.web.fields.FieldRules;
import io.inkwell.web.fields.SamplingLimits;
import io.inkwell.web.fields.StopLimits;

/**
 * Limits of one explain request.
 *
 * @param maxTokens of a prompt and its completion together
 * @param maxNewTokens of a completion whose every token costs a pass over the tokens
 * before it
 * @param maxPrompts prompts of a request
 * @param maxTop most likely tokens listed at one position
 * @param maxLogprobs log-probabilities in one response
 * @param maxNumbers tensor elements in one response
 * @param maxBeams beams of a search
 */
public record ExplanationLimits(Limit maxTokens, Limit maxNewTokens, Limit maxPrompts, Limit maxTop, Limit maxLogprobs,
        Limit maxNumbers, Limit maxBeams, StopLimits stops, SamplingLimits sampling) {

    /**
     * @param maxTokens of the completion
     * @throws ServiceException an invalid request, if prompt and completion together
     * exceed a limit
     */
    public void requireRoom(int maxTokens, int numPromptTokens, int contextLength) {
        long room = this.maxTokens.value() - numPromptTokens;
        ServiceException.require(maxTokens <= Math.max(1, room), "max_tokens",
                "at most " + Math.max(1, room) + ", because the prompt has " + numPromptTokens
                        + " tokens and prompt and completion together may have " + this.maxTokens.value() + " ("
                        + this.maxTokens.setting() + ")",
                maxTokens);
        FieldRules.requireBetween("max_tokens", maxTokens, 1, Math.max(1, contextLength - numPromptTokens));
    }

    /**
     * @param numOutput how many tokens at the end of a prompt count as output
     * @param numTokens the tokens of the prompt
     * @throws ServiceException an invalid request, if there are too many, or no token
     * precedes them
     */
    public void requireOutputTokens(int numOutput, int numTokens) {
        this.maxNewTokens.require("num_output_tokens", numOutput, 1);
        ServiceException.require(numOutput < numTokens, "num_output_tokens",
                "less than the number of tokens in prompt (" + numTokens + ")", numOutput);
    }

}
