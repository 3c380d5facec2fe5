package io.inkwell.explanation.distribution;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import io.inkwell.explanation.text.ExplainedToken;
import io.inkwell.explanation.text.NamedToken;

/** {@link LensResponse} with arrays in place of cells. */
@JsonPropertyOrder({ "model", "tokens", "depths", "answers", "watched", "arrays" })
public record LensArraysResponse(String model, List<ExplainedToken> tokens, List<Integer> depths,
        List<NamedToken> answers, List<NamedToken> watched, @JsonUnwrapped LensArrays arrays) {
}
