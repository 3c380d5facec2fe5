package io.inkwell.web.fields;

import io.inkwell.error.ServiceException;

/** Refuses numbers of request fields that are out of bounds: field, bounds, value. */
public final class FieldRules {

    private FieldRules() {
    }

    public static void requireBetween(String field, long given, long min, long max) {
        requireBetween(field, field, given, min, max);
    }

    /**
     * @param what is counted, where it is not the field's own value
     */
    public static void requireBetween(String field, String what, long given, long min, long max) {
        if (given < min || given > max) {
            throw ServiceException.invalid(field, what + " must be from " + min + " to " + max + "; given: " + given);
        }
    }

}
