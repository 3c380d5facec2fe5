package io.inkwell.decoding.processor;

import java.util.List;

import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.stop.StopConditions;

/**
 * A logits processor with the request field that enables it, for showing the effect of
 * each processor on a row.
 *
 * @param field the request field; empty for a processor that only checks that a token is
 * left
 */
public record NamedProcessor(String field, LogitsProcessor processor) {

    /**
     * The processors of a sampling request, in the order in which they are applied.
     */
    public static List<NamedProcessor> forSampling(SamplingParams params, StopConditions stop) {
        return LogitsProcessors.namedForSampling(params, stop);
    }

}
