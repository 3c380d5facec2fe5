package io.inkwell.explanation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.decoding.BeamSearchParams;
import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.SearchParams;
import io.inkwell.error.ServiceException;
import io.inkwell.web.SamplingFields;
import io.inkwell.web.SearchFields;

/**
 * What {@code POST /v1/explain/beam} takes: fields of a completion by beam search.
 *
 * @param n the texts that are wanted; 1 if it is left out
 * @param maxTokens 16 if it is left out
 * @param numBeams n if it is left out
 * @param earlyStopping true, false or {@code "never"}
 */
record BeamBody(@Nullable String model, @Nullable JsonNode prompt, @Nullable Integer n, @Nullable Integer maxTokens,
        @Nullable Integer numBeams, @Nullable Float lengthPenalty, @Nullable JsonNode earlyStopping,
        @Nullable Integer numBeamGroups, @Nullable Float diversityPenalty, @Nullable Float repetitionPenalty,
        @Nullable Integer noRepeatNgramSize, @JsonUnwrapped EndFields ends) {

    private static final int DEFAULT_MAX_TOKENS = 16;

    private static final SamplingFields NO_SAMPLING = new SamplingFields(null, null, null, null, null, null, null, null,
            null, null, null, null, null, null);

    int numTexts() {
        return (this.n != null) ? this.n : 1;
    }

    int limit() {
        return (this.maxTokens != null) ? this.maxTokens : DEFAULT_MAX_TOKENS;
    }

    /**
     * @throws ServiceException an invalid request that names the field
     */
    BeamSearchParams toSearch(int maxBeams) {
        SearchParams search = new SearchFields(true, this.numBeams, this.lengthPenalty, this.earlyStopping,
                this.numBeamGroups, this.diversityPenalty, null)
            .toParams(numTexts(), NO_SAMPLING, null, maxBeams);
        if (search instanceof BeamSearchParams beams) {
            return beams;
        }
        throw new IllegalStateException("no beam search: " + search);
    }

    /**
     * @throws ServiceException an invalid request that names the field
     */
    SamplingParams toSampling() {
        SamplingParams.Builder params = SamplingParams.builder();
        if (this.repetitionPenalty != null) {
            params.repetitionPenalty(this.repetitionPenalty);
        }
        if (this.noRepeatNgramSize != null) {
            params.noRepeatNgramSize(this.noRepeatNgramSize);
        }
        return params.build();
    }

}
