package io.inkwell.decoding.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.LogprobsReader;
import io.inkwell.decoding.TokenLogprobs;
import io.inkwell.decoding.processor.BanCheck;
import io.inkwell.decoding.processor.DiversityPenalty;
import io.inkwell.decoding.processor.LogitsProcessor;
import io.inkwell.decoding.processor.LogitsProcessors;

/**
 * The rows of one step of a beam search, one per beam: log-probabilities of the next
 * token. As in transformers, they are normalized before processing and not after, so a
 * ban does not raise the probability of other tokens.
 */
final class BeamRows {

    private static final float[] NO_COPY = {};

    private final List<LogitsProcessor> processors = new ArrayList<>();

    private final List<BanCheck> banChecks = new ArrayList<>();

    private final boolean isShared;

    private final int numTopLogprobs;

    // One of each per row; the reader keeps the row as the model computed it.
    private final List<Logits> logits = new ArrayList<>();

    private final List<LogprobsReader> readers = new ArrayList<>();

    private List<Beam> beams = List.of();

    // The unprocessed row of a step that has only one; empty if there are several.
    private float[] first = NO_COPY;

    /**
     * Allocates the rows.
     * @param numGroups the number of groups that choose from the first row
     * @param diversity the penalty for tokens chosen by earlier groups in this step; null
     * for none
     */
    BeamRows(SearchRequest request, int numGroups, @Nullable DiversityPenalty diversity) {
        this.isShared = numGroups > 1;
        for (LogitsProcessor processor : LogitsProcessors.forSearch(request.sampling(), request.stop(), diversity)) {
            if (processor instanceof BanCheck check) {
                this.banChecks.add(check);
            }
            else {
                this.processors.add(processor);
            }
        }
        this.numTopLogprobs = request.numTopLogprobs();
    }

    /** Starts a step. */
    void reset(List<Beam> beams, List<BranchRow> rows) {
        if (rows.size() != beams.size()) {
            throw new IllegalArgumentException(
                    "expected one row for each of " + beams.size() + " branches; given: " + rows.size());
        }
        this.beams = beams;
        for (int i = 0; i < rows.size(); i++) {
            if (i == this.logits.size()) {
                this.logits.add(new Logits());
                this.readers.add(new LogprobsReader());
            }
            BranchRow row = rows.get(i);
            this.logits.get(i).reset(row.logits(), row.logitsOffset(), row.vocabularySize());
            if (wantsLogprobs()) {
                this.readers.get(i).reset(this.logits.get(i));
            }
        }
        this.first = (this.isShared && rows.size() == 1) ? copyOf(rows.get(0)) : NO_COPY;
    }

    private static float[] copyOf(BranchRow row) {
        return Arrays.copyOfRange(row.logits(), row.logitsOffset(), row.logitsOffset() + row.vocabularySize());
    }

    /**
     * Processes the rows of a group just before it chooses. In the first step all groups
     * use the row of the prompt, one after the other.
     */
    void process(int fromRow, int toRow) {
        for (int row = fromRow; row < toRow; row++) {
            Logits logits = this.logits.get(row);
            if (this.first.length > 0) {
                logits.reset(this.first.clone(), 0, this.first.length);
            }
            for (LogitsProcessor processor : this.processors) {
                processor.process(logits, this.beams.get(row).history());
            }
        }
    }

    Logits logits(int row) {
        return this.logits.get(row);
    }

    Beam beam(int row) {
        return this.beams.get(row);
    }

    /**
     * The log-probabilities at a token before any processor; null if not requested.
     */
    @Nullable TokenLogprobs logprobs(int row, int tokenId) {
        return wantsLogprobs() ? this.readers.get(row).read(tokenId, this.numTopLogprobs) : null;
    }

    /**
     * Reports an invalid request if bans leave no token in any row. A single row without
     * tokens is no failure: the other beams continue.
     */
    void checkBans() {
        for (BanCheck check : this.banChecks) {
            check.process(this.logits.get(0), this.beams.get(0).history());
        }
    }

    private boolean wantsLogprobs() {
        return this.numTopLogprobs >= 0;
    }

}
