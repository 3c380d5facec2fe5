package io.inkwell.decoding.search;

import java.util.ArrayList;
import java.util.List;

import io.inkwell.decoding.processor.DiversityPenalty;
import io.inkwell.decoding.search.BeamSearchParams.EarlyStopping;
import io.inkwell.decoding.stop.FinishReason;
import io.inkwell.decoding.stop.StopCriteria;
import io.inkwell.decoding.stop.StopDecision;

/**
 * One group of a beam search: a share of the beams, with its own list of finished
 * hypotheses. Follows the algorithm of Hugging Face transformers 5.
 */
final class BeamGroup {

    private final int width;

    private final EarlyStopping earlyStopping;

    private final LengthPenalty lengthPenalty;

    private final int maxTokens;

    private final TopCandidates candidates;

    private final FinishedBeams finished;

    private final int group;

    private final BeamListener listener;

    // One per candidate examined.
    private final List<BeamCandidate.Outcome> outcomes = new ArrayList<>();

    // Initially the row of the prompt, which all groups share.
    private int firstRow;

    private int numBeams = 1;

    private int numTokens;

    /**
     * Creates a group.
     * @param candidatesPerBeam the number of candidates per beam, enough to refill all
     * beams when some candidates end with a stop token
     * @param group the index of the group within the search
     */
    BeamGroup(BeamSearchParams params, SearchRequest request, int candidatesPerBeam, int group, BeamListener listener) {
        this.group = group;
        this.listener = listener;
        this.width = params.numBeams() / params.numGroups();
        this.earlyStopping = params.earlyStopping();
        this.lengthPenalty = new LengthPenalty(params.lengthPenalty());
        this.maxTokens = request.stop().maxTokens();
        this.candidates = new TopCandidates(candidatesPerBeam * this.width);
        this.finished = new FinishedBeams(this.width);
    }

    /**
     * Runs one step.
     * @param diversity receives the tokens that this group chooses
     * @param next receives the beams that continue; none when the group is done
     */
    void advance(BeamRows rows, DiversityPenalty diversity, List<Beam> next) {
        this.candidates.clear();
        rows.process(this.firstRow, this.firstRow + this.numBeams);
        for (int row = this.firstRow; row < this.firstRow + this.numBeams; row++) {
            this.candidates.add(row, rows.beam(row).logprob(), rows.logits(row));
        }
        this.numTokens++;
        List<Beam> running = selectBeams(rows, diversity);
        this.firstRow = next.size();
        this.numBeams = isOver(running) ? 0 : running.size();
        next.addAll(running.subList(0, this.numBeams));
        notifyListener();
    }

    private void notifyListener() {
        for (int rank = 0; rank < this.candidates.size(); rank++) {
            BeamCandidate.Outcome outcome = (rank < this.outcomes.size()) ? this.outcomes.get(rank)
                    : BeamCandidate.Outcome.PRUNED;
            boolean isLeftOver = outcome == BeamCandidate.Outcome.RUNNING && this.numBeams == 0;
            double logprob = this.candidates.score(rank);
            this.listener.onCandidate(new BeamCandidate(this.group, rank, this.candidates.row(rank),
                    this.candidates.tokenId(rank), logprob, this.lengthPenalty.score(logprob, this.numTokens),
                    isLeftOver ? BeamCandidate.Outcome.PRUNED : outcome));
        }
    }

    List<Hypothesis> hypotheses() {
        return this.finished.hypotheses();
    }

    /**
     * Finishes the hypotheses of the best candidates that end, and returns the beams of
     * those that do not.
     */
    private List<Beam> selectBeams(BeamRows rows, DiversityPenalty diversity) {
        List<Beam> running = new ArrayList<>();
        this.outcomes.clear();
        // Invariant: numChosen of the candidates so far did not stop. Only the best width
        // candidates may finish; the others fill the beams up to width.
        int numChosen = 0;
        for (int rank = 0; rank < this.candidates.size() && (rank < this.width || numChosen < this.width); rank++) {
            int tokenId = this.candidates.tokenId(rank);
            StopCriteria criteria = rows.beam(this.candidates.row(rank)).criteria().copy();
            StopDecision decision = criteria.check(tokenId);
            if (!decision.isFinished()) {
                running.add(beam(rank, rows, criteria));
                this.outcomes.add(BeamCandidate.Outcome.RUNNING);
            }
            else if (rank < this.width) {
                this.finished.add(beam(rank, rows, criteria).finish(this.lengthPenalty));
                this.outcomes.add(BeamCandidate.Outcome.FINISHED);
            }
            else {
                this.outcomes.add(BeamCandidate.Outcome.PRUNED);
            }
            // Reaching max_tokens counts as chosen, though the beam does not continue.
            if (decision.finish() != FinishReason.STOP) {
                diversity.choose(tokenId);
                numChosen++;
            }
        }
        return running;
    }

    private Beam beam(int rank, BeamRows rows, StopCriteria criteria) {
        int row = this.candidates.row(rank);
        Branch branch = new Branch(row, this.candidates.tokenId(rank));
        return rows.beam(row)
            .extend(branch, criteria, this.candidates.score(rank), rows.logprobs(row, branch.tokenId()));
    }

    private boolean isOver(List<Beam> running) {
        if (running.isEmpty()) {
            return true;
        }
        return this.finished.isFull()
                && (this.earlyStopping == EarlyStopping.TRUE || !mayImprove(running.get(0).logprob()));
    }

    /**
     * Whether the best running beam could still beat the worst finished hypothesis. More
     * tokens lower its log-probability, but a positive length penalty can raise its
     * score. Only NEVER considers the length still to come.
     */
    private boolean mayImprove(double logprob) {
        boolean longest = this.earlyStopping == EarlyStopping.NEVER && this.lengthPenalty.power() > 0;
        int length = longest ? this.maxTokens : this.numTokens;
        return this.lengthPenalty.score(logprob, length) > this.finished.worstScore();
    }

}
