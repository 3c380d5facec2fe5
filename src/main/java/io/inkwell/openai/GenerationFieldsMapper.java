package io.inkwell.openai;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

import io.inkwell.completion.CompletionRequest;
import io.inkwell.completion.Prompt;
import io.inkwell.decoding.search.SearchParams;
import io.inkwell.error.ServiceException;
import io.inkwell.registry.ModelRegistry;
import io.inkwell.registry.defaults.GenerationConfig;
import io.inkwell.registry.defaults.SearchDefaults;
import io.inkwell.web.fields.FieldRules;
import io.inkwell.web.fields.SamplingFields;
import io.inkwell.web.fields.SearchFields;
import io.inkwell.web.fields.StopFields;

/**
 * Begins a checked request with what completions and chat completions share: defaults
 * where a field is null, a refusal that names the field where it is wrong.
 */
@Component
public final class GenerationFieldsMapper {

    private static final int MAX_BEST_OF = 20;

    private final CompletionLimits limits;

    private final Function<String, GenerationConfig> configs;

    @Autowired
    GenerationFieldsMapper(CompletionLimits limits, ModelRegistry registry) {
        this(limits, (model) -> registry.get(model).generationConfig());
    }

    /**
     * @param configs the defaults of the model of that name; fails if there is none
     */
    GenerationFieldsMapper(CompletionLimits limits, Function<String, GenerationConfig> configs) {
        this.limits = limits;
        this.configs = configs;
    }

    /**
     * @param maxTokens what was sent
     * @param defaultMaxTokens where nothing was, and the model has no default of its own;
     * null for all that fit
     * @return a request that lacks only what the two do not share
     * @throws ServiceException an invalid request
     */
    public CompletionRequest.Builder begin(GenerationFields fields, List<Prompt> prompts, @Nullable Integer maxTokens,
            @Nullable Integer defaultMaxTokens) {
        requireStreamForItsOptions(fields);
        String model = (fields.model() != null) ? fields.model() : ModelRegistry.DEFAULT;
        GenerationConfig config = this.configs.apply(model);
        SamplingFields sampling = fields.sampling().orElse(SamplingFields.proposedBy(config));
        if (maxTokens != null) {
            ServiceException.require(maxTokens >= ProposedLengths.ALL_THAT_FIT, "max_tokens", "at least -1", maxTokens);
        }
        ProposedLengths lengths = new ProposedLengths(config.lengths(), maxTokens, fields.stops().minTokens());
        Integer limit = lengths.limit(defaultMaxTokens);
        CompletionRequest.Builder request = CompletionRequest.builder(model, prompts)
            .sampling(sampling.toParams(this.limits.sampling(), config.tokens()))
            .badWords(sampling.badWords(this.limits.sampling()))
            .truncation(fields.truncation().toTruncation())
            .maxTokens(limit)
            .totalLength(lengths.totalLength())
            // What the model proposes is no promise to a client, so it may be lowered.
            .clampMaxTokens(this.limits.clampMaxTokens() || lengths.limitsTokens())
            .seed(seed(fields.seed()))
            .promptLogprobs(logprobs("prompt_logprobs", fields.promptLogprobs()))
            .returnTokenIds(fields.returnsTokenIds())
            .tokensAsIds(fields.returnsTokensAsTokenIds())
            .priority(priority(fields.priority()));
        applyStops(request, fields.stops(), config.tokens().stopStrings());
        request.minTokens(Math.max(fields.stops().minTokens(limit), lengths.proposedMinTokens()));
        chooseTexts(request, fields, prompts.size(), sampling.topK(), config.search());
        return request;
    }

    /** Null for a seed that is drawn, as vLLM and llama.cpp ask for by -1. */
    private static @Nullable Long seed(@Nullable Long asked) {
        return (asked != null && asked == -1) ? null : asked;
    }

    private void applyStops(CompletionRequest.Builder request, StopFields stops, List<String> proposed) {
        request.stopStrings(stops.leavesOutStop() ? proposed : stops.stopStrings(this.limits.stops()))
            .stopTokenIds(stops.stopTokenIds(this.limits.stops()))
            .ignoreEos(stops.ignoresEos())
            .includeStop(stops.includesStop())
            .skipSpecialTokens(stops.skipsSpecialTokens());
    }

    /** The count of log-probabilities that a field asks for, checked. */
    public @Nullable Integer logprobs(String field, @Nullable Integer count) {
        if (count != null) {
            FieldRules.requireBetween(field, count, 0, this.limits.maxLogprobs());
        }
        return count;
    }

    // Nobody may pass those who ask for nothing: a client can only let others go first.
    private static int priority(@Nullable Integer priority) {
        ServiceException.require(priority == null || priority >= 0, "priority", "at least 0", priority);
        return (priority != null) ? priority : 0;
    }

    private void chooseTexts(CompletionRequest.Builder request, GenerationFields fields, int numPrompts,
            @Nullable Integer topK, SearchDefaults proposed) {
        int n = (fields.n() != null) ? fields.n() : 1;
        FieldRules.requireBetween("n", n, 1, this.limits.maxChoices());
        int bestOf = bestOf(fields, n);
        boolean proposes = fields.search().isLeftOut() && proposed.isProposed() && !fields.isStream() && bestOf == n;
        SearchParams search = proposes ? proposedSearch(proposed, fields, n, numPrompts, topK)
                : fields.search().toParams(n, fields.sampling(), topK, this.limits.maxBeams());
        if (search != null) {
            ServiceException.require(bestOf == n, "best_of", "at most n, " + n + ", with a search", bestOf);
            ServiceException.require(!fields.isStream(), "stream",
                    "false for a search, which has no text to show before it is done", true);
        }
        requireRoom(numPrompts, (search != null) ? search.width() : bestOf, widthField(search, bestOf > n));
        request.numChoices(n).bestOf(bestOf).search(search);
    }

    // What the model proposes gives way to what a search cannot do for the request.
    private @Nullable SearchParams proposedSearch(SearchDefaults proposed, GenerationFields fields, int n,
            int numPrompts, @Nullable Integer topK) {
        try {
            SearchParams search = SearchFields.proposedBy(proposed)
                .toParams(n, fields.sampling(), topK, this.limits.maxBeams());
            boolean hasRoom = search != null && (long) numPrompts * search.width() <= this.limits.maxChoices();
            return hasRoom ? search : null;
        }
        catch (ServiceException ex) {
            return null;
        }
    }

    private static int bestOf(GenerationFields fields, int n) {
        if (fields.bestOf() == null) {
            return n;
        }
        int bestOf = fields.bestOf();
        FieldRules.requireBetween("best_of", bestOf, 1, MAX_BEST_OF);
        ServiceException.require(bestOf >= n, "best_of", "at least n, " + n, bestOf);
        ServiceException.require(bestOf == n || !fields.isStream(), "best_of",
                "at most n, " + n + ", in a stream: which texts are best shows at the end", bestOf);
        return bestOf;
    }

    private void requireRoom(int numPrompts, int width, String field) {
        FieldRules.requireBetween((numPrompts > 1) ? "prompt" : field, "prompt times " + field,
                (long) numPrompts * width, 1, this.limits.maxChoices());
    }

    private static String widthField(@Nullable SearchParams search, boolean chooses) {
        if (search != null) {
            return search.widthField();
        }
        return chooses ? "best_of" : "n";
    }

    private static void requireStreamForItsOptions(GenerationFields fields) {
        if (fields.streamOptions() != null && !fields.isStream()) {
            throw ServiceException.invalid("stream_options", "stream_options must not be given without stream: true");
        }
        ServiceException.require(fields.promptLogprobs() == null || !fields.isStream(), "prompt_logprobs",
                "null in a stream", fields.promptLogprobs());
    }

}
