package io.inkwell.training;

/** A report with a mean loss in nats. */
interface MeanLoss {

    double loss();

    /** The exponential of the loss; infinity if that is too large. */
    default double perplexity() {
        return Math.exp(loss());
    }

}
