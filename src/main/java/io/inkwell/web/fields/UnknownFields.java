package io.inkwell.web.fields;

/** What happens to a field that no request has. */
public enum UnknownFields {

    /** It is an error that names the nearest field. */
    REFUSE,
    /** It has no effect. */
    IGNORE

}
