package io.inkwell.explanation.importance;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.error.ServiceException;
import io.inkwell.registry.LoadedModel;
import io.inkwell.web.fields.FieldRules;
import io.inkwell.web.fields.GivenValue;

/**
 * The baseline: an input without information.
 *
 * @param zeros whether the baseline is zero embeddings instead of a token
 */
public record ImportanceBaseline(int tokenId, boolean zeros) {

    /** The name of zero embeddings in requests. */
    static final String ZEROS = "zeros";

    /**
     * @param given a token id, {@code zeros}, or null for the BOS token
     * @param method that uses the baseline; for one that does not take it, token 0
     * replaces a missing BOS token
     * @throws ServiceException an invalid request, if it is anything else, or if the
     * method takes a baseline but none is given and the model has no BOS token
     */
    static ImportanceBaseline read(@Nullable JsonNode given, ImportanceMethod method, LoadedModel model) {
        if (given == null || given.isNull()) {
            int bosToken = method.takes("baseline") ? model.requireBosToken("baseline", "be given")
                    : model.bosTokenId().orElse(0);
            return new ImportanceBaseline(bosToken, false);
        }
        if (given.isString()) {
            ServiceException.require(given.stringValue().equals(ZEROS), "baseline", "a token id or \"zeros\"",
                    "another string");
            return new ImportanceBaseline(0, true);
        }
        ServiceException.require(given.isInt(), "baseline", "a token id or \"zeros\"", GivenValue.of(given));
        FieldRules.requireBetween("baseline", given.intValue(), 0, model.vocabularySize() - 1);
        return new ImportanceBaseline(given.intValue(), false);
    }

}
