package io.inkwell.engine.request;

import java.util.List;

import io.inkwell.decoding.stop.FinishReason;

/**
 * A request that has ended, for any reason.
 *
 * @param timings until its end
 * @param reasons one for each choice
 */
public record EndedRequest(GenerationRequest request, GenerationTimings timings, List<FinishReason> reasons) {

    public EndedRequest {
        reasons = List.copyOf(reasons);
    }

    /**
     * The reason to report: that of a choice that did not end naturally, if there is one.
     */
    public FinishReason reason() {
        return this.reasons.stream().filter((reason) -> !reason.isNatural()).findFirst().orElse(this.reasons.get(0));
    }

}
