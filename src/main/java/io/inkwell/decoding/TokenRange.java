package io.inkwell.decoding;

import java.util.Collection;

import io.inkwell.error.ServiceException;

/**
 * The token ids that a request may contain, from 0.
 *
 * @param size the number of ids
 */
public record TokenRange(int size) {

    /**
     * Checks token ids of a request.
     * @param field of the request that holds the ids
     * @throws ServiceException an invalid request, if an id is not in the range
     */
    public void require(String field, Collection<Integer> tokenIds) {
        tokenIds.forEach((id) -> require(field, id.intValue()));
    }

    /** The same for an array. */
    public void require(String field, int[] tokenIds) {
        for (int id : tokenIds) {
            require(field, id);
        }
    }

    private void require(String field, int id) {
        if (id < 0 || id >= this.size) {
            throw rejection(field, id);
        }
    }

    /**
     * The error for a value that is not a token id in the range.
     * @param given value to show to the client, so never user content
     */
    public ServiceException rejection(String field, Object given) {
        return ServiceException.invalid(field,
                field + " must contain token ids from 0 to " + (this.size - 1) + "; given: " + given);
    }

}
