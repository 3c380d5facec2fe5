package io.inkwell.bench.soak;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.bench.FailedRequestException;

/**
 * Figures of a server at one time, from its {@code /metrics.json}. A figure that the
 * server does not provide is null.
 *
 * @param anonymousBytes resident memory without mapped files
 * @param directBytes memory of direct buffers
 * @param running sequences with a slot, of all models
 * @param waiting sequences without a slot, of all models
 * @param kvUsage highest share of a KV cache in use, 0 to 1
 */
public record LiveFigures(@Nullable Double anonymousBytes, @Nullable Double directBytes, @Nullable Double threads,
        @Nullable Double openFiles, double running, double waiting, double kvUsage) {

    /**
     * @throws FailedRequestException if the text has no such figures
     */
    static LiveFigures parse(String json) {
        JsonNode root;
        try {
            root = JsonMapper.shared().readTree(json);
        }
        catch (JacksonException ex) {
            throw new FailedRequestException("no figures", "/metrics.json is not JSON");
        }
        JsonNode process = root.path("process");
        double running = 0;
        double waiting = 0;
        double kvUsage = 0;
        for (JsonNode model : root.path("models")) {
            running += model.path("running").asDouble(0);
            waiting += model.path("waiting").asDouble(0);
            kvUsage = Math.max(kvUsage, model.path("kv_usage").asDouble(0));
        }
        return new LiveFigures(number(process, "anonymous_memory_bytes"), number(process, "direct_memory_bytes"),
                number(process, "threads"), number(process, "open_files"), running, waiting, kvUsage);
    }

    private static @Nullable Double number(JsonNode process, String field) {
        return process.path(field).isNumber() ? process.path(field).doubleValue() : null;
    }

    /** Whether no request holds a slot, a place in the queue, or cells of a cache. */
    boolean isIdle() {
        return this.running == 0 && this.waiting == 0 && this.kvUsage == 0;
    }

}
