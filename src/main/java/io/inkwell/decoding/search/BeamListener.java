package io.inkwell.decoding.search;

/**
 * Receives the candidates of each step of a beam search. Candidates that continue arrive
 * in the order of the branches that the step returns.
 */
@FunctionalInterface
public interface BeamListener {

    /** Ignores all candidates. */
    BeamListener NONE = (candidate) -> {
    };

    void onCandidate(BeamCandidate candidate);

}
