package io.inkwell.engine.request;

import java.util.List;

import io.inkwell.decoding.stop.FinishReason;

/**
 * A request that an engine is done with, however it ended.
 *
 * @param timings up to its end, wherever it was then
 * @param reasons one for each of its choices
 */
public record EndedRequest(GenerationRequest request, GenerationTimings timings, List<FinishReason> reasons) {

    public EndedRequest {
        reasons = List.copyOf(reasons);
    }

    /**
     * What most ended it: that of a choice which did not end by itself, if there is one.
     */
    public FinishReason reason() {
        return this.reasons.stream().filter((reason) -> !reason.isNatural()).findFirst().orElse(this.reasons.get(0));
    }

}
