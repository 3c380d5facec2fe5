package io.inkwell.engine.sequence;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.LogprobsReader;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.SampledToken;
import io.inkwell.model.step.RowsOutput;

/** Sequences that are sampled from one prompt, independently of each other. */
final class SamplingGroup extends SequenceGroup {

    private final List<ChoiceSequence> sequences;

    private final Logits logits = new Logits();

    private final LogprobsReader logprobs = new LogprobsReader();

    SamplingGroup(GenerationRequest request) {
        super(request);
        this.sequences = IntStream.range(0, request.numSequences())
            .mapToObj((i) -> new ChoiceSequence(this, request.firstChoice() + i))
            .toList();
    }

    @Override
    public List<ChoiceSequence> sequences() {
        return this.sequences;
    }

    @Override
    public List<ChoiceSequence> initialSequences() {
        return this.sequences;
    }

    @Override
    public List<ChoiceSequence> reservedSequences() {
        return List.of();
    }

    @Override
    GroupOutput extend(List<SequenceRows> rows) {
        return GroupOutput.ofSampled(rows.stream().map(this::extend).toList());
    }

    private SequenceOutput extend(SequenceRows rows) {
        ChoiceSequence sequence = (ChoiceSequence) rows.sequence();
        return (request().stop().maxTokens() == 0) ? new SequenceOutput(sequence, List.of(), 0)
                : verify(sequence, rows.output(), rows.scheduled().draft());
    }

    /**
     * Samples from the first row, and from each further row while the sampled tokens
     * equal the draft. Invariant: row {@code i} saw the sequence with the first {@code i}
     * tokens of the draft. Later steps overwrite the cells of rejected tokens.
     */
    private SequenceOutput verify(ChoiceSequence sequence, RowsOutput output, int[] draft) {
        List<SampledToken> tokens = new ArrayList<>();
        SampledToken token = sample(sequence, output, 0);
        tokens.add(token);
        for (int i = 0; i < draft.length && token.id() == draft[i] && !token.decision().isFinished(); i++) {
            sequence.markComputed(1);
            token = sample(sequence, output, i + 1);
            tokens.add(token);
        }
        SequenceOutput verified = new SequenceOutput(sequence, tokens, draft.length);
        if (draft.length > 0) {
            sequence.recordDraftResult(draft.length, verified.numAccepted());
        }
        return verified;
    }

    private SampledToken sample(ChoiceSequence sequence, RowsOutput output, int row) {
        this.logits.reset(output.logits(), output.logitsOffset(row), output.vocabularySize());
        return sequence.append(this.logits, this.logprobs);
    }

}
