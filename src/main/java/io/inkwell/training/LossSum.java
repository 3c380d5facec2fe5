package io.inkwell.training;

/**
 * The losses of the steps since the last {@link LogReport}. It is part of a checkpoint,
 * so that a resumed run reports the same mean.
 */
record LossSum(double sum, int count) {

    static final LossSum NONE = new LossSum(0, 0);

    LossSum plus(double loss) {
        return new LossSum(this.sum + loss, this.count + 1);
    }

    double mean() {
        return this.sum / this.count;
    }

}
