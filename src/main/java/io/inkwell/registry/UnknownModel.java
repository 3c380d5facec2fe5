package io.inkwell.registry;

/** Handling of requests for a model that is not served. */
public enum UnknownModel {

    /** Reject the request. */
    REFUSE,
    /** Use the first model. */
    DEFAULT

}
