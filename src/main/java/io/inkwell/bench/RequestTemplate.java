package io.inkwell.bench;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The bodies of a load's requests, which differ in prompt and length. */
public final class RequestTemplate {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    private final Map<String, @Nullable Object> extra;

    /**
     * @param ignoreEos whether to ask for text past the end that the model sets
     * @param extra fields that win over all others; one that is null is left out
     */
    public RequestTemplate(String model, double temperature, boolean ignoreEos, Map<String, @Nullable Object> extra) {
        this.fields.put("model", model);
        this.fields.put("temperature", temperature);
        if (ignoreEos) {
            this.fields.put("ignore_eos", true);
        }
        this.fields.put("stream", true);
        this.fields.put("stream_options", Map.of("include_usage", true));
        this.extra = new LinkedHashMap<>(extra);
    }

    /** The JSON of one request. */
    public byte[] body(LoadRequest request) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>(this.fields);
        body.put("prompt", request.prompt().json());
        body.put("max_tokens", request.maxTokens());
        body.putAll(this.extra);
        body.values().removeIf((value) -> value == null);
        return JSON.writeValueAsBytes(body);
    }

}
