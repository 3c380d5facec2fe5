package io.inkwell.admin;

import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

import io.inkwell.registry.ModelSpec;
import io.inkwell.registry.ModelStatus;

/**
 * A model as an operator sees it.
 *
 * @param source where it is, possibly a path
 * @param kvCacheBytes the memory for its KV caches, of which it may use less
 * @param idleTimeout in seconds; null if it never leaves memory
 * @param created when it was last loaded, or added, in Unix seconds
 * @param maxModelLen its context length in tokens; null if it was never loaded
 * @param numUses the number of requests and tasks that use it now
 * @param problem why the last load failed; null if it did not
 */
@JsonPropertyOrder({ "id", "object", "state", "aliases", "source", "precision", "replicas", "kv_cache_bytes",
        "idle_timeout", "created", "max_model_len", "num_uses", "problem" })
record AdminModel(String id, String object, String state, List<String> aliases, String source, String precision,
        int replicas, long kvCacheBytes, @JsonInclude @Nullable Long idleTimeout, long created,
        @JsonInclude @Nullable Integer maxModelLen, int numUses, @JsonInclude @Nullable String problem) {

    static AdminModel of(ModelStatus status) {
        ModelSpec spec = status.spec();
        Duration idleTimeout = spec.idleTimeout();
        return new AdminModel(spec.name(), "model", status.state().label(), spec.aliases(), spec.location(),
                spec.precisionLabel(), spec.numReplicas(), spec.kvCacheBytes(),
                (idleTimeout != null) ? idleTimeout.toSeconds() : null, status.created().getEpochSecond(),
                status.contextLength(), status.numUses(), status.problem());
    }

}
