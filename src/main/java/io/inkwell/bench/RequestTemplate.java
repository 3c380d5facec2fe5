package io.inkwell.bench;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Builds request bodies, which differ in prompt and length. */
public final class RequestTemplate {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    private final Map<String, @Nullable Object> extra;

    /**
     * @param ignoreEos whether to send {@code ignore_eos}
     * @param extra fields that override all others; null removes a field
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

    /** The JSON body of a request. */
    public byte[] body(LoadRequest request) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>(this.fields);
        body.put("prompt", request.prompt().json());
        body.put("max_tokens", request.maxTokens());
        body.putAll(this.extra);
        body.values().removeIf((value) -> value == null);
        return JSON.writeValueAsBytes(body);
    }

}
