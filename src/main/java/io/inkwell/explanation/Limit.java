package io.inkwell.explanation;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * The most that one request may ask for, and where an operator says so: whoever is
 * refused is told both.
 *
 * @param setting the property's name
 */
public record Limit(String setting, long value) {

    /**
     * @param what the limit is of, where it is not the field's own value
     * @throws ServiceException an invalid request
     */
    public void require(String field, String what, long given, long min) {
        if (given < min || given > this.value) {
            throw ServiceException.invalid(field,
                    what + " must be from " + min + " to " + this.value + " (" + this.setting + "); given: " + given);
        }
    }

    public void require(String field, long given, long min) {
        require(field, field, given, min);
    }

    /**
     * @param what an answer would hold too much of
     * @param remedy what to do about it
     * @throws ServiceException one that is too large
     */
    public void requireResponse(String what, long wanted, String remedy) {
        if (wanted > this.value) {
            throw new ServiceException(ErrorKind.PAYLOAD_TOO_LARGE, "the answer would hold " + wanted + " " + what
                    + ", and may hold " + this.value + " (" + this.setting + "): " + remedy);
        }
    }

}
