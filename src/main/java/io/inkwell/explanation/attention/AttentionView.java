package io.inkwell.explanation.attention;

/** The view that the response is for. */
enum AttentionView {

    /** The heads of one layer. */
    HEAD,
    /** All heads of all layers. */
    MODEL,
    /** One head, with its queries and keys. */
    NEURON

}
