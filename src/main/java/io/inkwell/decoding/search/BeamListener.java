package io.inkwell.decoding.search;

/**
 * Is told in each step of a beam search what it looked at. Those candidates that go on
 * come in the order of the branches that the step returns.
 */
@FunctionalInterface
public interface BeamListener {

    /** Hears nothing. */
    BeamListener NONE = (candidate) -> {
    };

    void onCandidate(BeamCandidate candidate);

}
