package io.inkwell.explanation.attention;

/** What an attention is to be looked at as. */
enum AttentionView {

    /** The heads of a layer beside one another. */
    HEAD,
    /** All heads of all layers. */
    MODEL,
    /** One head, with the queries and keys that its scores are made of. */
    NEURON

}
