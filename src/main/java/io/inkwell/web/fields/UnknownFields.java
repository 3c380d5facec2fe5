package io.inkwell.web.fields;

/** How to treat unknown fields. */
public enum UnknownFields {

    /** Reject the request, and suggest the nearest known field. */
    REFUSE,
    /** Ignore the field. */
    IGNORE

}
