package io.inkwell.engine.sequence;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.LogprobsReader;
import io.inkwell.decoding.NgramLookup;
import io.inkwell.decoding.TokenHistory;
import io.inkwell.decoding.TokenLogprobs;
import io.inkwell.decoding.sampling.TokenSampler;
import io.inkwell.decoding.stop.StopCriteria;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.SampledToken;

/** A sequence that is sampled independently of the others of its request. */
public final class ChoiceSequence extends Sequence {

    private final int choice;

    private final TokenSampler sampler;

    private final StopCriteria stopCriteria;

    private final DraftLength draftLength = new DraftLength();

    /** Whether the draft of this step consists of forced tokens. */
    private boolean draftsForced;

    ChoiceSequence(SamplingGroup group, int choice) {
        super(group, new TokenHistory(group.request().promptTokens()));
        GenerationRequest request = group.request();
        this.choice = choice;
        this.sampler = new TokenSampler(request.sampling(), request.stop(), request.seed(), choice);
        this.stopCriteria = new StopCriteria(request.stop(), request.tokenBytes().get());
    }

    public int choice() {
        return this.choice;
    }

    @Override
    public int[] forced(int maxTokens) {
        int[] forced = this.sampler.forced(history(), Math.min(maxTokens, maxDraftTokens()));
        this.draftsForced = forced.length > 0;
        return forced;
    }

    @Override
    public int[] draft(NgramLookup lookup, int maxTokens) {
        int length = Math.min(Math.min(maxTokens, maxDraftTokens()), this.draftLength.next());
        return (length > 0) ? lookup.propose(history(), length) : NO_DRAFT;
    }

    /** A step yields one token more than the draft has. */
    private int maxDraftTokens() {
        return group().request().stop().maxTokens() - history().numOutputTokens() - 1;
    }

    /**
     * Adapts the draft length to the result of a draft. Forced tokens say nothing about
     * how well drafts fit.
     */
    void recordDraftResult(int numDrafted, int numAccepted) {
        if (!this.draftsForced) {
            this.draftLength.adapt(numDrafted, numAccepted);
        }
    }

    /** Samples the next token and appends it. */
    SampledToken append(Logits row, LogprobsReader logprobs) {
        boolean wantsLogprobs = group().request().numTopLogprobs() >= 0;
        if (wantsLogprobs) {
            logprobs.reset(row);
        }
        int token = this.sampler.select(row, history());
        history().append(token);
        return new SampledToken(token, wantsLogprobs ? read(logprobs, token) : null, this.stopCriteria.check(token));
    }

    private TokenLogprobs read(LogprobsReader logprobs, int token) {
        GenerationRequest request = group().request();
        int[] listed = request.logprobTokenIds();
        return (listed.length > 0) ? logprobs.read(token, listed) : logprobs.read(token, request.numTopLogprobs());
    }

}
