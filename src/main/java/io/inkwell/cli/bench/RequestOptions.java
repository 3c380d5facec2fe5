package io.inkwell.cli.bench;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.bench.RequestTemplate;
import io.inkwell.error.ServiceException;

/** Options that apply to all requests. */
final class RequestOptions {

    private static final TypeReference<LinkedHashMap<String, @Nullable Object>> FIELDS = new TypeReference<>() {
    };

    @Option(names = "--temperature", paramLabel = "<number>",
            description = "Sampling temperature. Default: ${DEFAULT-VALUE} (greedy).")
    private double temperature;

    @Option(names = "--ignore-eos", negatable = true, defaultValue = "true", fallbackValue = "true",
            description = "Send ignore_eos, so that every output has its full length. Default: on.")
    private boolean ignoreEos;

    @Option(names = "--extra-body", paramLabel = "<json>",
            description = "JSON object whose fields override those of every request body; null removes a field.")
    private @Nullable String extraBody;

    RequestTemplate template(String model) {
        return new RequestTemplate(model, this.temperature, this.ignoreEos, extraFields());
    }

    private Map<String, @Nullable Object> extraFields() {
        if (this.extraBody == null) {
            return Map.of();
        }
        Map<String, @Nullable Object> fields = parse(this.extraBody);
        if (fields == null) {
            throw ServiceException.invalid("--extra-body",
                    "--extra-body must be a JSON object; given: " + this.extraBody);
        }
        return fields;
    }

    private static @Nullable Map<String, @Nullable Object> parse(String json) {
        try {
            return JsonMapper.shared().readValue(json, FIELDS);
        }
        catch (JacksonException ex) {
            return null;
        }
    }

}
