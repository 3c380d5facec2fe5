package io.inkwell.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.inkwell.decoding.TokenHistory;
import io.inkwell.decoding.TokenLogprobs;
import io.inkwell.decoding.search.Branch;
import io.inkwell.decoding.search.BranchRow;
import io.inkwell.decoding.search.BranchingSearch;
import io.inkwell.decoding.search.Hypothesis;
import io.inkwell.decoding.search.SearchParams;
import io.inkwell.decoding.search.SearchRequest;
import io.inkwell.decoding.stop.StopCriteria;
import io.inkwell.error.ServiceException;

/**
 * A search: its branches run in slots of their own, which it takes all at once and keeps
 * to its end. What it found is told at the end.
 */
final class SearchGroup extends SequenceGroup {

    private final BranchingSearch search;

    private final List<Sequence> sequences;

    private final BranchSlots slots;

    SearchGroup(GenerationRequest request, SearchParams search, GenerationListener listener) {
        super(request, listener);
        this.search = search.begin(new SearchRequest(request.promptTokens(), request.sampling(), request.stop(),
                request.tokenBytes(), request.numTopLogprobs()));
        this.sequences = IntStream.range(0, request.numSequences())
            .mapToObj((i) -> new Sequence(this, new TokenHistory(request.promptTokens())))
            .toList();
        this.slots = new BranchSlots(this.sequences);
    }

    @Override
    List<Sequence> sequences() {
        return this.sequences;
    }

    @Override
    List<Sequence> queue() {
        return this.sequences.subList(0, 1);
    }

    @Override
    List<Sequence> companions() {
        return this.sequences.subList(1, this.sequences.size());
    }

    @Override
    boolean needsHiddenStates() {
        return super.needsHiddenStates() || this.search.needsHiddenStates();
    }

    @Override
    boolean needsLogprobs() {
        return this.search.needsLogprobs();
    }

    @Override
    void acceptPrompt(SequenceRows rows) {
        super.acceptPrompt(rows);
        if (this.search.needsHiddenStates()) {
            int numBeforeLast = Math.min(rows.scheduled().to(), numSharedTokens()) - rows.scheduled().from();
            for (int i = 0; i < numBeforeLast; i++) {
                this.search.acceptPrompt(rows.output().hiddenStates(), rows.hiddenOffset(i), rows.hiddenSize());
            }
        }
    }

    @Override
    void advance(List<SequenceRows> rows, OpenRequests requests) {
        List<BranchRow> branchRows = this.slots.inOrder(rows).stream().map(SearchGroup::branchRow).toList();
        if (branchRows.isEmpty()) {
            return;
        }
        requests.onPrompt(this);
        if (request().stop().maxTokens() == 0) {
            requests.end(this);
            return;
        }
        List<Branch> next = this.search.advance(branchRows);
        if (next.isEmpty()) {
            tellHypotheses(requests);
            requests.end(this);
        }
        else {
            requests.copy(this.slots.follow(next));
        }
    }

    private static BranchRow branchRow(SequenceRows rows) {
        int last = rows.scheduled().numHidden() - 1;
        return new BranchRow(rows.output().logits(), rows.logitsOffset(0), rows.vocabularySize(),
                rows.output().hiddenStates(), rows.hiddenOffset(Math.max(0, last)), rows.hiddenSize());
    }

    private void tellHypotheses(OpenRequests requests) {
        List<Hypothesis> found = this.search.hypotheses();
        if (found.size() < request().numChoices()) {
            throw ServiceException.invalid("n", "n must be at most the number of texts that the search found, "
                    + found.size() + ": what is ruled out leaves no others; given: " + request().numChoices());
        }
        for (int i = 0; i < request().numChoices(); i++) {
            requests.onFound(this, request().firstChoice() + i, found.get(i).score(), tokens(found.get(i)));
        }
    }

    private List<ChosenToken> tokens(Hypothesis hypothesis) {
        StopCriteria criteria = new StopCriteria(request().stop(), request().tokenBytes().get());
        List<ChosenToken> tokens = new ArrayList<>();
        for (int token : hypothesis.tokens()) {
            TokenLogprobs logprobs = hypothesis.logprobs().isEmpty() ? null : hypothesis.logprobs().get(tokens.size());
            tokens.add(new ChosenToken(token, logprobs, criteria.check(token)));
        }
        return tokens;
    }

}
