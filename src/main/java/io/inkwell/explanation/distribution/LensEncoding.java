package io.inkwell.explanation.distribution;

/** The encoding of the cells of a logit lens. */
enum LensEncoding {

    /** An object for each cell. */
    JSON,
    /** {@link LensArrays}. */
    F32

}
