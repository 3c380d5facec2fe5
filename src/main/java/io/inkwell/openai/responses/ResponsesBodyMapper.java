package io.inkwell.openai.responses;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.inkwell.completion.CompletionRequest;
import io.inkwell.engine.request.CacheSalt;
import io.inkwell.error.ServiceException;
import io.inkwell.openai.GenerationFields;
import io.inkwell.openai.GenerationFieldsMapper;
import io.inkwell.openai.MaxTokens;
import io.inkwell.registry.defaults.GenerationConfig;
import io.inkwell.web.fields.GivenValue;
import io.inkwell.web.fields.UnknownFields;

/** Maps the body of a response to a checked request. */
final class ResponsesBodyMapper {

    private static final String STATELESS = ", because the service stores no responses";

    private static final String LOGPROBS = "message.output_text.logprobs";

    /** The second has no effect, because the models do not reason. */
    private static final Set<String> INCLUDABLE = Set.of(LOGPROBS, "reasoning.encrypted_content");

    /** As many prompt tokens as fit the context. */
    private static final int AS_MANY_AS_FIT = -1;

    private final GenerationFieldsMapper generation;

    private final UnknownFields unknownFields;

    /**
     * @param unknownFields how to treat unknown fields of nested objects
     */
    ResponsesBodyMapper(GenerationFieldsMapper generation, UnknownFields unknownFields) {
        this.generation = generation;
        this.unknownFields = unknownFields;
    }

    /**
     * @param format the checked format of the output
     * @param requestId the id of the HTTP request
     * @param cacheSalt the salt of the request
     * @param config the generation config of the model
     * @throws ServiceException an invalid request that names the field
     */
    CompletionRequest toRequest(ResponsesBody body, TextFormat format, String requestId, CacheSalt cacheSalt,
            GenerationConfig config) {
        requireStateless(body);
        ServiceException.require(body.streamOptions() == null || body.isStream(), "stream_options",
                "null unless stream is true", "a JSON object");
        GenerationFields fields = GenerationFields.sampled(null, body.seed(), body.priority(), body.isStream(),
                body.sampling(), body.stops(), (Truncation.of(body) == Truncation.AUTO) ? AS_MANY_AS_FIT : null);
        return this.generation
            .toRequest(requestId, config, fields,
                    List.of(ResponseInput.read(body.input(), body.instructions(), this.unknownFields)),
                    new MaxTokens("max_output_tokens", body.maxOutputTokens(), null))
            .promptField(ResponseInput.FIELD)
            .form(format.toForm())
            .cacheSalt(cacheSalt)
            .output(this.generation.toOutput(fields, false, logprobs(body)))
            .build();
    }

    private static void requireStateless(ResponsesBody body) {
        ServiceException.require(body.previousResponseId() == null, "previous_response_id", "null" + STATELESS,
                "a string");
        if (body.conversation() != null && !body.conversation().isNull()) {
            throw ServiceException.invalid("conversation",
                    "conversation must be null" + STATELESS + "; given: " + GivenValue.of(body.conversation()));
        }
        ServiceException.require(!Boolean.TRUE.equals(body.background()), "background", "false or null" + STATELESS,
                true);
    }

    private @Nullable Integer logprobs(ResponsesBody body) {
        Integer top = this.generation.logprobs("top_logprobs", body.topLogprobs());
        if (!included(body).contains(LOGPROBS)) {
            ServiceException.require(top == null || top == 0, "top_logprobs",
                    "null or 0 unless include contains \"" + LOGPROBS + "\"", top);
            return null;
        }
        return (top != null) ? top : Integer.valueOf(0);
    }

    private static List<String> included(ResponsesBody body) {
        List<String> included = (body.include() != null) ? body.include() : List.of();
        for (int i = 0; i < included.size(); i++) {
            ServiceException.require(INCLUDABLE.contains(included.get(i)), "include[" + i + "]",
                    "\"" + LOGPROBS + "\" or \"reasoning.encrypted_content\"", "another string");
        }
        return included;
    }

}
