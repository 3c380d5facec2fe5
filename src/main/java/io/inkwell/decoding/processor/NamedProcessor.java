package io.inkwell.decoding.processor;

import java.util.List;

import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.stop.StopConditions;

/**
 * A processor of a request, for who wants to see what each of them does to a row.
 *
 * @param field the request field that asks for it; empty if it removes nothing and only
 * checks that something is left
 */
public record NamedProcessor(String field, LogitsProcessor processor) {

    /** What a sampled token is chosen by, in the order in which it is applied. */
    public static List<NamedProcessor> forSampling(SamplingParams params, StopConditions stop) {
        return LogitsProcessors.namedForSampling(params, stop);
    }

}
