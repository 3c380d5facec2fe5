package io.inkwell.openai;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

import io.inkwell.completion.CompletionRequest;
import io.inkwell.completion.Prompt;
import io.inkwell.decoding.SearchParams;
import io.inkwell.error.ServiceException;
import io.inkwell.registry.GenerationConfig;
import io.inkwell.registry.ModelRegistry;
import io.inkwell.web.FieldRules;
import io.inkwell.web.SamplingFields;
import io.inkwell.web.StopFields;

/**
 * Begins a checked request with what completions and chat completions share: defaults
 * where a field is null, a refusal that names the field where it is wrong.
 */
@Component
final class GenerationFieldsMapper {

    private static final int MAX_BEST_OF = 20;

    private static final int ALL_THAT_FIT = -1;

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
    CompletionRequest.Builder begin(GenerationFields fields, List<Prompt> prompts, @Nullable Integer maxTokens,
            @Nullable Integer defaultMaxTokens) {
        requireStreamForItsOptions(fields);
        String model = (fields.model() != null) ? fields.model() : ModelRegistry.DEFAULT;
        GenerationConfig config = this.configs.apply(model);
        SamplingFields sampling = fields.sampling().orElse(SamplingFields.proposedBy(config));
        if (maxTokens != null) {
            ServiceException.require(maxTokens >= ALL_THAT_FIT, "max_tokens", "at least -1", maxTokens);
        }
        Integer limit = limit(maxTokens, (config.maxNewTokens() != null) ? config.maxNewTokens() : defaultMaxTokens);
        CompletionRequest.Builder request = CompletionRequest.builder(model, prompts)
            .sampling(sampling.toParams(this.limits.sampling()))
            .badWords(sampling.badWords(this.limits.sampling()))
            .truncation(fields.truncation().toTruncation())
            .maxTokens(limit)
            // What the model proposes is no promise to a client, so it may be lowered.
            .clampMaxTokens(this.limits.clampMaxTokens() || (maxTokens == null && config.maxNewTokens() != null))
            .seed(seed(fields.seed()))
            .promptLogprobs(logprobs("prompt_logprobs", fields.promptLogprobs()))
            .returnTokenIds(fields.returnsTokenIds())
            .tokensAsIds(fields.returnsTokensAsTokenIds())
            .priority(priority(fields.priority()));
        applyStops(request, fields.stops(), limit);
        chooseTexts(request, fields, prompts.size(), sampling.topK());
        return request;
    }

    /** Null for all that fit, as llama.cpp and LM Studio ask for by -1. */
    private static @Nullable Integer limit(@Nullable Integer asked, @Nullable Integer defaultLimit) {
        if (asked == null) {
            return defaultLimit;
        }
        return (asked == ALL_THAT_FIT) ? null : asked;
    }

    /** Null for a seed that is drawn, as vLLM and llama.cpp ask for by -1. */
    private static @Nullable Long seed(@Nullable Long asked) {
        return (asked != null && asked == -1) ? null : asked;
    }

    private void applyStops(CompletionRequest.Builder request, StopFields stops, @Nullable Integer maxTokens) {
        request.stopStrings(stops.stopStrings(this.limits.stops()))
            .stopTokenIds(stops.stopTokenIds(this.limits.stops()))
            .minTokens(stops.minTokens(maxTokens))
            .ignoreEos(stops.ignoresEos())
            .includeStop(stops.includesStop())
            .skipSpecialTokens(stops.skipsSpecialTokens());
    }

    /** The count of log-probabilities that a field asks for, checked. */
    @Nullable Integer logprobs(String field, @Nullable Integer count) {
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
            @Nullable Integer topK) {
        int n = (fields.n() != null) ? fields.n() : 1;
        FieldRules.requireBetween("n", n, 1, this.limits.maxChoices());
        int bestOf = bestOf(fields, n);
        SearchParams search = fields.search().toParams(n, fields.sampling(), topK, this.limits.maxBeams());
        if (search != null) {
            ServiceException.require(bestOf == n, "best_of", "at most n, " + n + ", beside a search", bestOf);
            ServiceException.require(!fields.isStream(), "stream",
                    "false for a search, which has no text to show before it is done", true);
        }
        requireRoom(numPrompts, (search != null) ? search.width() : bestOf, widthField(search, bestOf > n));
        request.numChoices(n).bestOf(bestOf).search(search);
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
