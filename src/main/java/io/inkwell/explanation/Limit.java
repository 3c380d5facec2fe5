package io.inkwell.explanation;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * A maximum, with the setting that defines it. Error messages name both.
 *
 * @param setting the property's name
 */
public record Limit(String setting, long value) {

    /**
     * @param what the limit applies to, if not the value of the field itself
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
     * @param what the response would contain too much of
     * @param remedy how the client can reduce it
     * @throws ServiceException if the response would be too large
     */
    public void requireResponse(String what, long wanted, String remedy) {
        if (wanted > this.value) {
            throw new ServiceException(ErrorKind.PAYLOAD_TOO_LARGE, "the response would contain " + wanted + " " + what
                    + ", but the limit is " + this.value + " (" + this.setting + "): " + remedy);
        }
    }

}
