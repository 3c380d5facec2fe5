package io.inkwell.engine.sequence;

import java.util.List;

import io.inkwell.engine.request.SampledToken;

/**
 * A completion that a search found.
 *
 * @param score the score that ranks it among the others
 */
public record FoundCompletion(int choice, double score, List<SampledToken> tokens) {
}
