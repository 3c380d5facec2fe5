package io.inkwell.web;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;

/** Refuses values of request fields, always in the same words: field, rule, value. */
public final class FieldRules {

    private FieldRules() {
    }

    /**
     * @param given shown to the client, so never a text of his
     */
    public static void require(boolean holds, String field, String rule, @Nullable Object given) {
        if (!holds) {
            throw ServiceException.invalid(field, field + " must be " + rule + "; given: " + given);
        }
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
