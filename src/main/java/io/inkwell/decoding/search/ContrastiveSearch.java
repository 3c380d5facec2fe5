package io.inkwell.decoding.search;

import java.util.ArrayList;
import java.util.List;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.LogprobsReader;
import io.inkwell.decoding.TokenHistory;
import io.inkwell.decoding.TokenLogprobs;
import io.inkwell.decoding.processor.LogitsProcessor;
import io.inkwell.decoding.processor.LogitsProcessors;
import io.inkwell.decoding.stop.StopCriteria;
import io.inkwell.error.ServiceException;

/**
 * Contrastive search (Su et al. 2022). Looks one token ahead: computes the hidden states
 * of the top-k tokens and takes the one with the highest
 * {@code (1 - alpha) * probability - alpha * max cosine similarity to earlier states}.
 * The probability is that of the processed distribution over the whole vocabulary. The
 * score of the hypothesis is the mean log-probability of its tokens before any processor.
 */
final class ContrastiveSearch implements BranchingSearch {

    private final SearchRequest request;

    private final float penaltyAlpha;

    private final List<LogitsProcessor> processors;

    private final HiddenStates context = new HiddenStates();

    private final TokenHistory history;

    private final StopCriteria criteria;

    private final Logits logits = new Logits();

    // Holds the row that the candidates come from.
    private final LogprobsReader reader = new LogprobsReader();

    private final TopCandidates candidates;

    private final List<TokenLogprobs> logprobs = new ArrayList<>();

    private double sumOfLogprobs;

    ContrastiveSearch(ContrastiveSearchParams params, SearchRequest request) {
        this.request = request;
        this.penaltyAlpha = params.penaltyAlpha();
        this.processors = LogitsProcessors.forSearch(request.sampling(), request.stop());
        this.history = new TokenHistory(request.promptTokens());
        this.criteria = new StopCriteria(request.stop(), request.tokenBytes().get());
        this.candidates = new TopCandidates(params.topK());
    }

    @Override
    public boolean needsHiddenStates() {
        return true;
    }

    @Override
    public void acceptPrompt(float[] hiddenStates, int offset, int size) {
        this.context.add(hiddenStates, offset, size);
    }

    /**
     * @throws ServiceException if bans leave no token, or if a row holds NaN or has no
     * finite maximum
     */
    @Override
    public List<Branch> advance(List<BranchRow> rows) {
        boolean isFirst = this.candidates.size() == 0;
        int chosen = isFirst ? 0 : choose(rows);
        if (!isFirst && append(this.candidates.tokenId(chosen))) {
            return List.of();
        }
        BranchRow row = rows.get(chosen);
        this.context.add(row.hiddenStates(), row.hiddenOffset(), row.hiddenSize());
        return lookAhead(chosen, row);
    }

    @Override
    public List<Hypothesis> hypotheses() {
        int[] tokens = this.history.outputTokens();
        if (tokens.length == 0) {
            return List.of();
        }
        return List.of(new Hypothesis(tokens, this.sumOfLogprobs / tokens.length, this.logprobs));
    }

    private int choose(List<BranchRow> rows) {
        int best = 0;
        double bestScore = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < rows.size(); i++) {
            BranchRow row = rows.get(i);
            double probability = Math.exp(this.candidates.score(i));
            float cosine = this.context.greatestCosine(row.hiddenStates(), row.hiddenOffset(), row.hiddenSize());
            double score = (1 - this.penaltyAlpha) * probability - this.penaltyAlpha * cosine;
            if (score > bestScore) {
                best = i;
                bestScore = score;
            }
        }
        return best;
    }

    /** Appends a token and returns whether it ends the sequence. */
    private boolean append(int tokenId) {
        TokenLogprobs logprobs = this.reader.read(tokenId, Math.max(0, this.request.numTopLogprobs()));
        this.sumOfLogprobs += logprobs.logprob();
        if (this.request.numTopLogprobs() >= 0) {
            this.logprobs.add(logprobs);
        }
        this.history.append(tokenId);
        return this.criteria.check(tokenId).isFinished();
    }

    /** The candidates for the token after the row's, all with the same parent. */
    private List<Branch> lookAhead(int parent, BranchRow row) {
        this.logits.reset(row.logits(), row.logitsOffset(), row.vocabularySize());
        this.reader.reset(this.logits);
        for (LogitsProcessor processor : this.processors) {
            processor.process(this.logits, this.history);
        }
        this.logits.normalize();
        this.candidates.clear();
        this.candidates.add(0, 0, this.logits);
        List<Branch> branches = new ArrayList<>();
        for (int i = 0; i < this.candidates.size(); i++) {
            branches.add(new Branch(parent, this.candidates.tokenId(i)));
        }
        return branches;
    }

}
