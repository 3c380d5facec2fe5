package io.inkwell.explanation.generation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.decoding.search.BeamSearchParams;
import io.inkwell.error.ServiceException;
import io.inkwell.explanation.ExplanationBody;
import io.inkwell.explanation.Limit;
import io.inkwell.web.fields.SamplingFields;
import io.inkwell.web.fields.SearchFields;
import io.inkwell.web.fields.StopFields;

/**
 * The body of {@code POST /v1/explain/beam}: the fields of a completion with beam search.
 *
 * @param n number of completions; default 1
 * @param maxTokens default 16
 */
public record BeamBody(@Nullable String model, @Nullable JsonNode prompt, @Nullable Integer n,
        @Nullable Integer maxTokens, @JsonUnwrapped SearchFields search, @JsonUnwrapped StopFields stops,
        @JsonUnwrapped SamplingFields sampling) implements ExplanationBody {

    private static final int DEFAULT_MAX_TOKENS = 16;

    int numHypotheses() {
        return (this.n != null) ? this.n : 1;
    }

    int limit() {
        return (this.maxTokens != null) ? this.maxTokens : DEFAULT_MAX_TOKENS;
    }

    /**
     * @throws ServiceException an invalid request, if a field breaks a rule
     */
    BeamSearchParams toSearch(Limit maxBeams) {
        ServiceException.require(!Boolean.FALSE.equals(this.search.useBeamSearch()), "use_beam_search",
                "true or omitted: this endpoint explains beam search", false);
        maxBeams.require("n", numHypotheses(), 1);
        maxBeams.require("num_beams", (this.search.numBeams() != null) ? this.search.numBeams() : numHypotheses(), 1);
        return this.search.toBeamSearch(numHypotheses(), this.sampling, (int) maxBeams.value());
    }

}
