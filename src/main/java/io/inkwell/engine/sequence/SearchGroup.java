package io.inkwell.engine.sequence;

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
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.SampledToken;
import io.inkwell.error.ServiceException;
import io.inkwell.model.step.RowsOutput;

/**
 * The branches of a search. The group takes the slots of all branches at once and keeps
 * them until the search ends. Only then are its completions known.
 */
final class SearchGroup extends SequenceGroup {

    private final BranchingSearch search;

    private final List<Sequence> sequences;

    private final BranchSlots slots;

    SearchGroup(GenerationRequest request, SearchParams search) {
        super(request);
        this.search = search.begin(new SearchRequest(request.promptTokens(), request.sampling(), request.stop(),
                request.tokenBytes(), request.numTopLogprobs()));
        this.sequences = IntStream.range(0, request.numSequences())
            .mapToObj((i) -> new Sequence(this, new TokenHistory(request.promptTokens())))
            .toList();
        this.slots = new BranchSlots(this.sequences);
    }

    @Override
    public List<Sequence> sequences() {
        return this.sequences;
    }

    @Override
    public List<Sequence> initialSequences() {
        return this.sequences.subList(0, 1);
    }

    @Override
    public List<Sequence> reservedSequences() {
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
            RowsOutput output = rows.output();
            int numBeforeLast = Math.min(rows.scheduled().to(), numSharedTokens()) - rows.scheduled().from();
            for (int i = 0; i < numBeforeLast; i++) {
                this.search.acceptPrompt(output.hiddenStates(), output.hiddenOffset(i), output.hiddenSize());
            }
        }
    }

    @Override
    GroupOutput extend(List<SequenceRows> rows) {
        if (request().stop().maxTokens() == 0) {
            return GroupOutput.ofFound(List.of(), this.sequences);
        }
        List<Branch> next = this.search.advance(this.slots.inOrder(rows).stream().map(SearchGroup::branchRow).toList());
        return next.isEmpty() ? GroupOutput.ofFound(found(), this.sequences)
                : GroupOutput.ofBranches(this.slots.switchTo(next));
    }

    private static BranchRow branchRow(SequenceRows rows) {
        RowsOutput output = rows.output();
        int last = Math.max(0, output.numHidden() - 1);
        return new BranchRow(output.logits(), output.logitsOffset(0), output.vocabularySize(), output.hiddenStates(),
                output.hiddenOffset(last), output.hiddenSize());
    }

    private List<FoundCompletion> found() {
        List<Hypothesis> found = this.search.hypotheses();
        int numChoices = request().numChoices();
        if (found.size() < numChoices) {
            throw ServiceException.invalid("n", "n must be at most the number of completions that the search found, "
                    + found.size() + ": the other tokens are banned; given: " + numChoices);
        }
        return IntStream.range(0, numChoices)
            .mapToObj(
                    (i) -> new FoundCompletion(request().firstChoice() + i, found.get(i).score(), tokens(found.get(i))))
            .toList();
    }

    private List<SampledToken> tokens(Hypothesis hypothesis) {
        StopCriteria criteria = new StopCriteria(request().stop(), request().tokenBytes().get());
        List<SampledToken> tokens = new ArrayList<>();
        for (int token : hypothesis.tokens()) {
            TokenLogprobs logprobs = hypothesis.logprobs().isEmpty() ? null : hypothesis.logprobs().get(tokens.size());
            tokens.add(new SampledToken(token, logprobs, criteria.check(token)));
        }
        return tokens;
    }

}
