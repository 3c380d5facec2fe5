package io.inkwell.openai;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.inkwell.completion.CompletionRequest;
import io.inkwell.completion.EncodedCompletion;
import io.inkwell.engine.request.CacheSalt;
import io.inkwell.error.ServiceException;
import io.inkwell.registry.defaults.GenerationConfig;

/**
 * A request for a completion in one of the protocols.
 *
 * @param model the name of the model; null for the first one
 * @param cacheSalt the salt that the request sets; null for none
 * @param isStream whether the response is a stream
 * @param mapping makes the checked request
 * @param responses makes the responses; must not hold the body, which may be large
 */
public record CompletionCall(@Nullable String model, @Nullable String cacheSalt, boolean isStream, Mapping mapping,
        Function<EncodedCompletion, CompletionResponses> responses) {

    /** Maps the body to a request. */
    @FunctionalInterface
    public interface Mapping {

        /**
         * @param requestId the id of the HTTP request
         * @param cacheSalt the salt of the request and of its API key
         * @param config the generation config of the model
         * @throws ServiceException an invalid request that names the field
         */
        CompletionRequest toRequest(String requestId, CacheSalt cacheSalt, GenerationConfig config);

    }

}
