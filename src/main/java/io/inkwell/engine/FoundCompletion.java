package io.inkwell.engine;

import java.util.List;

/**
 * A completion that a search found.
 *
 * @param score the score that ranks it among the others
 */
record FoundCompletion(int choice, double score, List<SampledToken> tokens) {
}
