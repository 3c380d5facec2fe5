package io.inkwell.web.fields;

import io.inkwell.error.ServiceException;

/** Rejects numbers that are out of range. */
public final class FieldRules {

    private FieldRules() {
    }

    public static void requireBetween(String field, long given, long min, long max) {
        requireBetween(field, field, given, min, max);
    }

    /**
     * @param what the subject of the error, if it is not the field itself
     */
    public static void requireBetween(String field, String what, long given, long min, long max) {
        if (given < min || given > max) {
            throw ServiceException.invalid(field, what + " must be from " + min + " to " + max + "; given: " + given);
        }
    }

}
