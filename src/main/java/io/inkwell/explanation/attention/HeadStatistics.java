package io.inkwell.explanation.attention;

import org.jspecify.annotations.Nullable;

import io.inkwell.model.introspection.Attention;

/** Accumulates where the rows of a head attend to. */
final class HeadStatistics {

    /** The least mean weight that names a pattern. */
    private static final double NAMED = 0.5;

    /** The least entropy of a broad head, relative to uniform attention. */
    private static final double BROAD = 0.9;

    /**
     * The greatest distance of a local head, relative to uniform attention.
     */
    private static final double LOCAL = 0.3;

    private int numRows;

    private int numRepeats;

    private double first;

    private double previous;

    private double self;

    private double repeated;

    private double induction;

    private double entropy;

    private double highestEntropy;

    private double distance;

    private double evenDistance;

    void addRow(Attention attention, int layer, int head, int query, int[] tokens) {
        boolean repeats = false;
        for (int key = 0; key <= query; key++) {
            double share = attention.score(layer, head, query, key);
            this.entropy -= (share > 0) ? share * Math.log(share) : 0;
            this.distance += share * (query - key);
            if (key < query && tokens[key] == tokens[query]) {
                repeats = true;
                this.repeated += share;
                this.induction += attention.score(layer, head, query, key + 1);
            }
        }
        this.first += attention.score(layer, head, query, 0);
        this.previous += (query > 0) ? attention.score(layer, head, query, query - 1) : 0;
        this.self += attention.score(layer, head, query, query);
        this.highestEntropy += Math.log(query + 1);
        this.evenDistance += query / 2.0;
        this.numRepeats += repeats ? 1 : 0;
        this.numRows++;
    }

    double first() {
        return this.first / this.numRows;
    }

    double previous() {
        return this.previous / this.numRows;
    }

    double self() {
        return this.self / this.numRows;
    }

    @Nullable Double repeated() {
        return (this.numRepeats > 0) ? this.repeated / this.numRepeats : null;
    }

    @Nullable Double induction() {
        return (this.numRepeats > 0) ? this.induction / this.numRepeats : null;
    }

    double entropy() {
        return this.entropy / this.numRows;
    }

    double distance() {
        return this.distance / this.numRows;
    }

    /** Names the pattern with the largest mean weight, or else describes the spread. */
    PatternName name() {
        double largest = Math.max(Math.max(first(), previous()), self());
        Double repeated = repeated();
        Double induction = induction();
        if (induction != null && induction >= NAMED && induction > largest) {
            return PatternName.INDUCTION;
        }
        if (repeated != null && repeated >= NAMED && repeated > largest) {
            return PatternName.REPEATED_TOKEN;
        }
        if (largest >= NAMED) {
            return (largest == first()) ? PatternName.FIRST_TOKEN
                    : (largest == previous()) ? PatternName.PREVIOUS_TOKEN : PatternName.SELF;
        }
        if (this.entropy >= BROAD * this.highestEntropy) {
            return PatternName.BROAD;
        }
        return (this.distance <= LOCAL * this.evenDistance) ? PatternName.LOCAL : PatternName.MIXED;
    }

}
