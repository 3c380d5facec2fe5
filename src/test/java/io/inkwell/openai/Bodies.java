package io.inkwell.openai;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.completion.CompletionRequest;
import io.inkwell.registry.defaults.GenerationConfig;
import io.inkwell.web.BodyReader;
import io.inkwell.web.fields.SamplingLimits;
import io.inkwell.web.fields.StopLimits;
import io.inkwell.web.fields.UnknownFields;

/** Maps the JSON of a body to a request, without a service. */
final class Bodies {

    static final String ID = "1";

    static final CompletionLimits LIMITS = new CompletionLimits(32, 64, 8, 20, false, new StopLimits(2, 5, 3),
            new SamplingLimits(2, 2, 5));

    private static final JsonMapper JSON = JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .build();

    private Bodies() {
    }

    /** Maps JSON fields, given without the enclosing braces. */
    static CompletionRequest request(String fields) {
        return request(fields, LIMITS, GenerationConfig.NONE);
    }

    static CompletionRequest request(String fields, CompletionLimits limits, GenerationConfig config) {
        CompletionBodyMapper mapper = new CompletionBodyMapper(new GenerationFieldsMapper(limits));
        return BodyReader.read(JSON, "{" + fields + "}", CompletionBody.class, UnknownFields.REFUSE,
                (body) -> mapper.toRequest(body, ID, CacheSalts.of(body.generation().cacheSalt()), config));
    }

    static CompletionBody read(String fields) {
        return BodyReader.read(JSON, "{" + fields + "}", CompletionBody.class);
    }

}
