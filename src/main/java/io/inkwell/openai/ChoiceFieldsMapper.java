package io.inkwell.openai;

import org.jspecify.annotations.Nullable;

import io.inkwell.completion.ChoiceOptions;
import io.inkwell.decoding.search.SearchParams;
import io.inkwell.error.ServiceException;
import io.inkwell.registry.defaults.SearchDefaults;
import io.inkwell.web.fields.FieldRules;
import io.inkwell.web.fields.SearchFields;

/** Checks {@code n}, {@code best_of} and the fields of a search. */
final class ChoiceFieldsMapper {

    private final CompletionLimits limits;

    ChoiceFieldsMapper(CompletionLimits limits) {
        this.limits = limits;
    }

    /**
     * @param topK the {@code top_k} of the request, else of the model
     * @param defaults the search in the model's generation config
     * @throws ServiceException an invalid request that names the field
     */
    ChoiceOptions toOptions(GenerationFields fields, int numPrompts, @Nullable Integer topK, SearchDefaults defaults) {
        int n = (fields.n() != null) ? fields.n() : 1;
        FieldRules.requireBetween("n", n, 1, this.limits.maxChoices());
        int bestOf = bestOf(fields, n);
        SearchParams search = usesDefaultSearch(fields, defaults, bestOf == n)
                ? defaultSearch(defaults, fields, n, numPrompts, topK) : search(fields, n, bestOf, topK);
        requireRoom(numPrompts, (search != null) ? search.width() : bestOf, widthField(search, bestOf > n));
        return new ChoiceOptions(n, bestOf, search);
    }

    private int bestOf(GenerationFields fields, int n) {
        if (fields.bestOf() == null) {
            return n;
        }
        int bestOf = fields.bestOf();
        FieldRules.requireBetween("best_of", bestOf, 1, this.limits.maxBestOf());
        ServiceException.require(bestOf >= n, "best_of", "at least n (" + n + ")", bestOf);
        ServiceException.require(bestOf == n || !fields.isStream(), "best_of",
                "at most n (" + n + ") when stream is true", bestOf);
        return bestOf;
    }

    private static boolean usesDefaultSearch(GenerationFields fields, SearchDefaults defaults, boolean returnsAll) {
        return defaults.isProposed() && fields.search().isOmitted() && fields.listedTokenIds().isEmpty()
                && !fields.isStream() && returnsAll;
    }

    private @Nullable SearchParams search(GenerationFields fields, int n, int bestOf, @Nullable Integer topK) {
        SearchParams search = fields.search().toParams(n, fields.sampling(), topK, this.limits.maxBeams());
        if (search != null) {
            ServiceException.require(bestOf == n, "best_of",
                    "at most n (" + n + ") for beam search and contrastive search", bestOf);
            ServiceException.require(fields.listedTokenIds().isEmpty(), "logprob_token_ids",
                    "empty for beam search and contrastive search", "a list of " + fields.listedTokenIds().size());
            ServiceException.require(!fields.isStream(), "stream", "false for beam search and contrastive search",
                    true);
        }
        return search;
    }

    /** The model's own search; null for sampling if the request does not allow it. */
    private @Nullable SearchParams defaultSearch(SearchDefaults defaults, GenerationFields fields, int n,
            int numPrompts, @Nullable Integer topK) {
        try {
            SearchParams search = SearchFields.proposedBy(defaults)
                .toParams(n, fields.sampling(), topK, this.limits.maxBeams());
            boolean hasRoom = search != null && (long) numPrompts * search.width() <= this.limits.maxChoices();
            return hasRoom ? search : null;
        }
        catch (ServiceException ex) {
            return null;
        }
    }

    private void requireRoom(int numPrompts, int width, String field) {
        FieldRules.requireBetween((numPrompts > 1) ? "prompt" : field, "the number of prompts times " + field,
                (long) numPrompts * width, 1, this.limits.maxChoices());
    }

    private static String widthField(@Nullable SearchParams search, boolean selectsBest) {
        if (search != null) {
            return search.widthField();
        }
        return selectsBest ? "best_of" : "n";
    }

}
