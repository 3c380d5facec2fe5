package io.inkwell.registry;

/** What happens to a request for a model that is not served. */
public enum UnknownModel {

    /** It is an error. */
    REFUSE,
    /** The first model serves it. */
    DEFAULT

}
