package io.inkwell.decoding.search;

import java.util.ArrayList;
import java.util.List;

import io.inkwell.decoding.processor.DiversityPenalty;
import io.inkwell.error.ServiceException;

/**
 * Beam search: follows the most likely hypotheses instead of the most likely token. With
 * several groups, tokens chosen by one group are penalized in the groups after it, so
 * that they diverge (Vijayakumar et al. 2018). The penalty stays in the scores.
 */
final class BeamSearch implements BranchingSearch {

    private final List<BeamGroup> groups = new ArrayList<>();

    private final BeamRows rows;

    private final DiversityPenalty diversity;

    private final int numBeams;

    // One per row of the next step.
    private List<Beam> beams;

    BeamSearch(BeamSearchParams params, SearchRequest request, BeamListener listener) {
        int candidatesPerBeam = Math.max(2, 1 + request.stop().endTokenIds().size());
        for (int i = 0; i < params.numGroups(); i++) {
            this.groups.add(new BeamGroup(params, request, candidatesPerBeam, i, listener));
        }
        this.diversity = new DiversityPenalty(params.diversityPenalty(), params.numBeams());
        boolean isDiverse = params.numGroups() > 1 && params.diversityPenalty() > 0;
        this.rows = new BeamRows(request, params.numGroups(), isDiverse ? this.diversity : null);
        this.numBeams = params.numBeams();
        this.beams = List.of(Beam.ofPrompt(request));
    }

    @Override
    public boolean needsLogprobs() {
        return true;
    }

    /**
     * @throws ServiceException if bans leave no token in any beam and no hypothesis is
     * finished, or a row holds NaN or has no finite maximum
     */
    @Override
    public List<Branch> advance(List<BranchRow> rows) {
        this.rows.reset(this.beams, rows);
        this.diversity.clear();
        List<Beam> next = new ArrayList<>(this.numBeams);
        for (BeamGroup group : this.groups) {
            group.advance(this.rows, this.diversity, next);
        }
        this.beams = next;
        if (next.isEmpty() && hypotheses().isEmpty()) {
            this.rows.checkBans();
        }
        return next.stream().map(Beam::branch).toList();
    }

    @Override
    public List<Hypothesis> hypotheses() {
        FinishedBeams best = new FinishedBeams(this.numBeams);
        for (BeamGroup group : this.groups) {
            group.hypotheses().forEach(best::add);
        }
        return best.hypotheses();
    }

}
