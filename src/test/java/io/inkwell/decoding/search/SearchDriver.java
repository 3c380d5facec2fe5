package io.inkwell.decoding.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import io.inkwell.decoding.TinyModel;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs a search on a tiny model as the engine does on a real one, and checks the contract
 * of the search.
 */
final class SearchDriver {

    private static final int MARGIN = 3;

    private SearchDriver() {
    }

    static List<Hypothesis> run(TinyModel model, SearchParams params, SearchRequest request) {
        BranchingSearch search = params.begin(request);
        List<Integer> prompt = IntStream.of(request.promptTokens()).boxed().toList();
        if (search.needsHiddenStates()) {
            for (int length = 1; length < prompt.size(); length++) {
                float[] hidden = model.hiddenState(prompt.subList(0, length));
                search.acceptPrompt(hidden, 0, hidden.length);
                Arrays.fill(hidden, Float.NaN);
            }
        }
        List<List<Integer>> sequences = List.of(prompt);
        for (int step = 0; !sequences.isEmpty(); step++) {
            assertThat(step).as("steps").isLessThanOrEqualTo(request.stop().maxTokens() + 1);
            sequences = advance(search, model, sequences);
            assertThat(sequences).hasSizeLessThanOrEqualTo(params.width());
        }
        List<Hypothesis> hypotheses = search.hypotheses();
        assertThat(hypotheses).isNotEmpty().hasSizeLessThanOrEqualTo(params.maxHypotheses());
        assertThat(hypotheses).extracting(Hypothesis::score)
            .isSortedAccordingTo((one, other) -> Double.compare(other, one));
        return hypotheses;
    }

    private static List<List<Integer>> advance(BranchingSearch search, TinyModel model, List<List<Integer>> sequences) {
        List<BranchRow> rows = sequences.stream().map((sequence) -> row(search, model, sequence)).toList();
        List<List<Integer>> next = new ArrayList<>();
        for (Branch branch : search.advance(rows)) {
            List<Integer> sequence = new ArrayList<>(sequences.get(branch.parent()));
            sequence.add(branch.tokenId());
            next.add(sequence);
        }
        // The arrays belong to the model, which overwrites them in the next step.
        for (BranchRow row : rows) {
            Arrays.fill(row.logits(), Float.NaN);
            Arrays.fill(row.hiddenStates(), Float.NaN);
        }
        return next;
    }

    private static BranchRow row(BranchingSearch search, TinyModel model, List<Integer> sequence) {
        float[] logits = search.needsLogprobs() ? model.logprobs(sequence) : model.logits(sequence);
        float[] hidden = model.hiddenState(sequence);
        return new BranchRow(padded(logits), MARGIN, logits.length, padded(hidden), MARGIN, hidden.length);
    }

    // A view into a larger array, like a row of a batch.
    private static float[] padded(float[] values) {
        float[] padded = new float[values.length + 2 * MARGIN];
        Arrays.fill(padded, 1e9f);
        System.arraycopy(values, 0, padded, MARGIN, values.length);
        return padded;
    }

}
