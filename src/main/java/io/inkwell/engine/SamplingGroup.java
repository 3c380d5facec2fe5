package io.inkwell.engine;

import java.util.List;
import java.util.stream.IntStream;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.LogprobsReader;

/** Texts that are sampled, each on its own, from one prompt. */
final class SamplingGroup extends SequenceGroup {

    private final List<ChoiceSequence> sequences;

    private final Logits logits = new Logits();

    private final LogprobsReader logprobs = new LogprobsReader();

    SamplingGroup(GenerationRequest request, GenerationListener listener) {
        super(request, listener);
        this.sequences = IntStream.range(0, request.numSequences())
            .mapToObj((i) -> new ChoiceSequence(this, request.firstChoice() + i))
            .toList();
    }

    @Override
    List<ChoiceSequence> sequences() {
        return this.sequences;
    }

    @Override
    List<ChoiceSequence> queue() {
        return this.sequences;
    }

    @Override
    List<ChoiceSequence> companions() {
        return List.of();
    }

    @Override
    void advance(List<SequenceRows> rows, OpenRequests requests) {
        for (SequenceRows each : rows) {
            if (each.hasLogits()) {
                extend((ChoiceSequence) each.sequence(), each, requests);
            }
        }
    }

    private void extend(ChoiceSequence sequence, SequenceRows rows, OpenRequests requests) {
        requests.onPrompt(this);
        if (request().stop().maxTokens() == 0) {
            requests.finish(sequence);
        }
        else {
            verify(sequence, rows, requests);
        }
        if (isFinished()) {
            requests.end(this);
        }
    }

    /**
     * Chooses a token from the first row, as without a draft, and from each row after it
     * for as long as what is chosen is what was drafted: then that row has seen the text
     * as it is. The cells of the other rows are written anew when their positions come.
     */
    private void verify(ChoiceSequence sequence, SequenceRows rows, OpenRequests requests) {
        int[] draft = rows.scheduled().draft();
        int numAccepted = 0;
        ChosenToken token = choose(sequence, rows, 0, requests);
        while (!token.decision().isFinished() && numAccepted < draft.length && token.id() == draft[numAccepted]) {
            sequence.markComputed(1);
            numAccepted++;
            token = choose(sequence, rows, numAccepted, requests);
        }
        if (draft.length > 0) {
            sequence.learn(draft.length, numAccepted);
            requests.onDraft(draft.length, numAccepted);
        }
    }

    private ChosenToken choose(ChoiceSequence sequence, SequenceRows rows, int row, OpenRequests requests) {
        this.logits.reset(rows.output().logits(), rows.logitsOffset(row), rows.vocabularySize());
        ChosenToken token = sequence.append(this.logits, this.logprobs);
        if (token.decision().isFinished()) {
            requests.finish(sequence);
        }
        requests.onToken(this, sequence.choice(), token);
        return token;
    }

}
