package io.inkwell.registry;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.inkwell.model.checkpoint.Precision;

/**
 * A model to serve.
 *
 * @param name the name in requests, responses, metrics and logs
 * @param aliases more names in requests
 * @param location where it is, as in {@link ModelSource#of}
 * @param precision the precision of its weights
 * @param numReplicas the number of engines that share the weights
 * @param kvCacheBytes the size of all its KV caches
 * @param idleTimeout the time without requests after which it leaves memory; null for
 * never
 */
public record ModelSpec(String name, List<String> aliases, String location, Precision precision, int numReplicas,
        long kvCacheBytes, @Nullable Duration idleTimeout) {

    public ModelSpec {
        aliases = List.copyOf(aliases);
        List<String> names = names(name, aliases);
        if (names.stream().anyMatch(String::isBlank) || new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException(
                    "the names of a model must be distinct, none of them empty; given: " + names);
        }
    }

    /** The name and the aliases. */
    public List<String> names() {
        return names(this.name, this.aliases);
    }

    private static List<String> names(String name, List<String> aliases) {
        return Stream.concat(Stream.of(name), aliases.stream()).toList();
    }

    /** The precision in settings and responses. */
    public String precisionLabel() {
        return this.precision.label();
    }

    /** Whether it may leave memory while it has no requests. */
    boolean mayLeaveMemory() {
        return this.idleTimeout != null;
    }

}
