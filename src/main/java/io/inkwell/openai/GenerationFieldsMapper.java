package io.inkwell.openai;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.inkwell.completion.CompletionRequest;
import io.inkwell.completion.OutputOptions;
import io.inkwell.completion.StopOptions;
import io.inkwell.completion.prompt.Prompt;
import io.inkwell.error.ServiceException;
import io.inkwell.registry.defaults.GenerationConfig;
import io.inkwell.web.fields.FieldRules;
import io.inkwell.web.fields.SamplingFields;
import io.inkwell.web.fields.StopFields;

/**
 * Maps the fields that completions and chat completions share. Fields that the request
 * omits take the defaults of the model's generation config.
 */
@Component
public final class GenerationFieldsMapper {

    /** As in vLLM. */
    private static final int MAX_LOGPROB_TOKEN_IDS = 128;

    private final CompletionLimits limits;

    private final ChoiceFieldsMapper choices;

    GenerationFieldsMapper(CompletionLimits limits) {
        this.limits = limits;
        this.choices = new ChoiceFieldsMapper(limits);
    }

    /**
     * Creates a request that lacks only its output options.
     * @param requestId the id of the HTTP request, or a random one
     * @param config the generation config of the model
     * @throws ServiceException an invalid request that names the field
     */
    public CompletionRequest.Builder toRequest(String requestId, GenerationConfig config, GenerationFields fields,
            List<Prompt> prompts, MaxTokens maxTokens) {
        requireStreamForItsOptions(fields);
        SamplingFields sampling = fields.sampling().orElse(SamplingFields.proposedBy(config));
        LengthResolver lengths = new LengthResolver(config.lengths(), maxTokens, fields.stops());
        return CompletionRequest.builder(requestId, prompts)
            .truncation(fields.truncation().toTruncation())
            .sampling(sampling.toParams(this.limits.sampling(), config.tokens()))
            .badWords(sampling.badWords(this.limits.sampling()))
            .choices(this.choices.toOptions(fields, prompts.size(), sampling.topK(), config.search()))
            .length(lengths.resolve(this.limits.clampMaxTokens()))
            .stop(stop(fields.stops(), config.tokens().stopStrings()))
            .form(fields.form().toForm())
            .seed(seed(fields.seed()))
            .priority(priority(fields.priority()));
    }

    /**
     * @param logprobs the checked number of log-probabilities for each output token; null
     * for none
     * @throws ServiceException an invalid request that names the field
     */
    public OutputOptions toOutput(GenerationFields fields, boolean echo, @Nullable Integer logprobs) {
        ServiceException.require(logprobs != null || !fields.returnsEntropy(), "return_entropy",
                "false or null without logprobs", fields.returnEntropy());
        return new OutputOptions(echo, logprobs, logprobTokenIds(fields, logprobs != null),
                logprobs("prompt_logprobs", fields.promptLogprobs()), fields.returnsTokenIds(), fields.returnsEntropy(),
                fields.returnsTokensAsTokenIds(), fields.stops().skipsSpecialTokens());
    }

    private static List<Integer> logprobTokenIds(GenerationFields fields, boolean hasLogprobs) {
        List<Integer> ids = fields.listedTokenIds();
        FieldRules.requireBetween("logprob_token_ids", "the number of logprob_token_ids", ids.size(), 0,
                MAX_LOGPROB_TOKEN_IDS);
        ServiceException.require(ids.isEmpty() || hasLogprobs, "logprob_token_ids", "empty or null without logprobs",
                "a list of " + ids.size());
        return ids.stream().distinct().toList();
    }

    /** Checks how many log-probabilities a field asks for. */
    public @Nullable Integer logprobs(String field, @Nullable Integer count) {
        if (count != null) {
            FieldRules.requireBetween(field, count, 0, this.limits.maxLogprobs());
        }
        return count;
    }

    private static void requireStreamForItsOptions(GenerationFields fields) {
        if (fields.streamOptions() != null && !fields.isStream()) {
            throw ServiceException.invalid("stream_options", "stream_options must be null unless stream is true");
        }
        ServiceException.require(fields.promptLogprobs() == null || !fields.isStream(), "prompt_logprobs",
                "null when stream is true", fields.promptLogprobs());
    }

    private StopOptions stop(StopFields fields, List<String> defaultStrings) {
        List<String> strings = fields.omitsStop() ? defaultStrings : fields.stopStrings(this.limits.stops());
        return new StopOptions(strings, fields.stopTokenIds(this.limits.stops()), fields.ignoresEos(),
                fields.includesStop());
    }

    /** As in vLLM and llama.cpp, -1 asks for a random seed. */
    private static @Nullable Long seed(@Nullable Long requested) {
        return (requested != null && requested == -1) ? null : requested;
    }

    // A client can lower its own priority, but not raise it above the default.
    private static int priority(@Nullable Integer priority) {
        ServiceException.require(priority == null || priority >= 0, "priority", "at least 0", priority);
        return (priority != null) ? priority : 0;
    }

}
