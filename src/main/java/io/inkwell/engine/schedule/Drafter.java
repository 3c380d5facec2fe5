package io.inkwell.engine.schedule;

import java.util.ArrayList;
import java.util.List;

import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.Speculation;
import io.inkwell.engine.sequence.ScheduledSequence;
import io.inkwell.engine.sequence.Sequence;

/**
 * Drafts tokens for the decoding sequences of a step, within the limit of rows. Sequences
 * share the limit evenly; rows that one does not use go to those after it. Confined to
 * the engine thread.
 */
final class Drafter {

    private final Speculation speculation;

    Drafter(Speculation speculation) {
        this.speculation = speculation;
    }

    List<ScheduledSequence> draft(List<ScheduledSequence> decodes) {
        int room = this.speculation.maxRows() - decodes.size();
        if (room <= 0) {
            return decodes;
        }
        List<ScheduledSequence> drafted = new ArrayList<>();
        for (ScheduledSequence scheduled : decodes) {
            int share = room / (decodes.size() - drafted.size());
            int[] draft = draft(scheduled.sequence(), share);
            room -= draft.length;
            drafted.add((draft.length > 0) ? scheduled.withDraft(draft) : scheduled);
        }
        return drafted;
    }

    private boolean mayDraft(GenerationRequest request) {
        return this.speculation.sampled() || request.sampling().isGreedy();
    }

    private int[] draft(Sequence sequence, int share) {
        int[] forced = sequence.forced(share);
        if (forced.length > 0 || !mayDraft(sequence.group().request())) {
            return forced;
        }
        return sequence.draft(this.speculation.lookup(), Math.min(share, this.speculation.maxDraftTokens()));
    }

}
