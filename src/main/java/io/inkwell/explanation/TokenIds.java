package io.inkwell.explanation;

import java.util.Collection;

import io.inkwell.error.ServiceException;
import io.inkwell.registry.LoadedModel;

/** Checks the token ids that a request names. */
public final class TokenIds {

    private TokenIds() {
    }

    /**
     * @throws ServiceException an invalid request, if one is no token of the model
     */
    public static void requireKnown(String field, Collection<Integer> tokenIds, LoadedModel model) {
        int last = model.vocabularySize() - 1;
        for (int id : tokenIds) {
            ServiceException.require(id >= 0 && id <= last, field, "token ids from 0 to " + last, id);
        }
    }

}
