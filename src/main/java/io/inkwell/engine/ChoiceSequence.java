package io.inkwell.engine;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.LogprobsReader;
import io.inkwell.decoding.NgramLookup;
import io.inkwell.decoding.TokenHistory;
import io.inkwell.decoding.sampling.TokenSampler;
import io.inkwell.decoding.stop.StopCriteria;

/** One of the texts that are sampled, each on its own, from one prompt. */
final class ChoiceSequence extends Sequence {

    private final int choice;

    private final TokenSampler selector;

    private final StopCriteria stopCriteria;

    private final DraftLength draftLength = new DraftLength();

    ChoiceSequence(SamplingGroup group, int choice) {
        super(group, new TokenHistory(group.request().promptTokens()));
        GenerationRequest request = group.request();
        this.choice = choice;
        this.selector = new TokenSampler(request.sampling(), request.stop(), request.seed(), choice);
        this.stopCriteria = new StopCriteria(request.stop(), request.tokenBytes().get());
    }

    int choice() {
        return this.choice;
    }

    @Override
    int[] draft(NgramLookup lookup, int maxTokens) {
        // The step chooses one token more than are drafted.
        int numWanted = group().request().stop().maxTokens() - history().numOutputTokens() - 1;
        int length = Math.min(Math.min(maxTokens, numWanted), this.draftLength.next());
        return (length > 0) ? lookup.propose(history(), length) : NO_DRAFT;
    }

    /** Learns how many tokens of a draft were what it chose. */
    void learn(int numDrafted, int numAccepted) {
        this.draftLength.learn(numDrafted, numAccepted);
    }

    /** Chooses the token that comes next, and appends it. */
    ChosenToken append(Logits row, LogprobsReader logprobs) {
        int numTopLogprobs = group().request().numTopLogprobs();
        if (numTopLogprobs >= 0) {
            logprobs.reset(row);
        }
        int token = this.selector.select(row, history());
        history().append(token);
        return new ChosenToken(token, (numTopLogprobs >= 0) ? logprobs.read(token, numTopLogprobs) : null,
                this.stopCriteria.check(token));
    }

}
