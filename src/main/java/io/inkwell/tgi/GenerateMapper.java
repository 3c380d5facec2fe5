package io.inkwell.tgi;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.completion.CompletionRequest;
import io.inkwell.completion.OutputOptions;
import io.inkwell.completion.prompt.Prompt;
import io.inkwell.engine.request.CacheSalt;
import io.inkwell.error.ServiceException;
import io.inkwell.openai.CompletionLimits;
import io.inkwell.openai.GenerationFields;
import io.inkwell.openai.GenerationFieldsMapper;
import io.inkwell.openai.MaxTokens;
import io.inkwell.registry.defaults.GenerationConfig;
import io.inkwell.web.fields.UnknownFields;

/** Maps the body of a request to a checked request. */
final class GenerateMapper {

    private final GenerationFieldsMapper generation;

    private final CompletionLimits limits;

    private final UnknownFields unknownFields;

    /**
     * @param unknownFields how to treat unknown fields of a grammar
     */
    GenerateMapper(GenerationFieldsMapper generation, CompletionLimits limits, UnknownFields unknownFields) {
        this.generation = generation;
        this.limits = limits;
        this.unknownFields = unknownFields;
    }

    /**
     * @param isStream whether the response is a stream
     * @param requestId the id of the HTTP request
     * @param cacheSalt the salt of the request
     * @param config the generation config of the model
     * @throws ServiceException an invalid request that names the field
     */
    CompletionRequest toRequest(GenerateBody body, boolean isStream, String requestId, CacheSalt cacheSalt,
            GenerationConfig config) {
        if (body.inputs() == null || body.inputs().isEmpty()) {
            throw ServiceException.invalid("inputs", "inputs must be a string that is not empty; given: "
                    + ((body.inputs() == null) ? "nothing" : "an empty string"));
        }
        GenerateParameters parameters = body.given();
        parameters.check(isStream, this.limits.maxBestOf());
        GenerationFields fields = GenerationFields.sampled(parameters.numSequences(), parameters.seed(), null, isStream,
                parameters.sampling(), parameters.stops(), parameters.truncate());
        return this.generation
            .toRequest(requestId, config, fields, List.of(new Prompt.Text(body.inputs())),
                    new MaxTokens("max_new_tokens", parameters.maxNewTokens(), null))
            .promptField("inputs")
            .form(parameters.form(this.unknownFields))
            .cacheSalt(cacheSalt)
            .output(output(parameters, isStream))
            .build();
    }

    private OutputOptions output(GenerateParameters parameters, boolean isStream) {
        return new OutputOptions(false, logprobs(parameters, isStream), List.of(),
                parameters.returnsPrefill() ? 0 : null, false, false, false, true);
    }

    /** Events of a stream are tokens, and the best sequence has the best tokens. */
    private @Nullable Integer logprobs(GenerateParameters parameters, boolean isStream) {
        Integer top = this.generation.logprobs("top_n_tokens", parameters.topNTokens());
        boolean needsTokens = isStream || parameters.returnsDetails() || parameters.numSequences() > 1;
        return needsTokens ? Integer.valueOf((top != null) ? top : 0) : null;
    }

}
