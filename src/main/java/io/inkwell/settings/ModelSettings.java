package io.inkwell.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.inkwell.registry.ModelSource;

/**
 * One of several models.
 *
 * @param source {@code embedded}, a folder, or the id of a model of the hub.
 * @param name Name in requests and responses. Defaults to the id or the name of the
 * folder.
 * @param aliases More names in requests.
 * @param precision Precision of the weights. Defaults to {@code inkwell.precision}.
 * @param replicas Number of replicas. Defaults to {@code inkwell.replicas}.
 * @param kvCacheShare Share of {@code inkwell.kv-cache.size}, more than 0 and at most 1.
 * Models without it divide the rest evenly.
 * @param idleTimeout Time without requests after which the model leaves memory until the
 * next request. Without it, it stays.
 */
public record ModelSettings(String source, String name, List<String> aliases, @Nullable PrecisionChoice precision,
        @Nullable Integer replicas, @Nullable Double kvCacheShare, @Nullable Duration idleTimeout) {

    /** The setting, for messages. */
    static final String SETTING = "inkwell.models";

    public ModelSettings(@Nullable String source, @Nullable String name, @DefaultValue List<String> aliases,
            @Nullable PrecisionChoice precision, @Nullable Integer replicas, @Nullable Double kvCacheShare,
            @Nullable Duration idleTimeout) {
        require(source != null && !source.isBlank(), "source", "\"embedded\", a folder or the id of a model of the hub",
                (source != null) ? "\"" + source + "\"" : "nothing");
        require(replicas == null || replicas >= 1, "replicas", "at least 1", replicas);
        require(kvCacheShare == null || (kvCacheShare > 0 && kvCacheShare <= 1), "kv-cache-share",
                "more than 0 and at most 1", kvCacheShare);
        require(idleTimeout == null || idleTimeout.compareTo(Duration.ofSeconds(1)) >= 0, "idle-timeout",
                "at least 1 s", idleTimeout);
        this.source = String.valueOf(source);
        this.name = (name == null || name.isBlank()) ? ModelSource.nameOf(this.source) : name;
        this.aliases = List.copyOf(aliases);
        this.precision = precision;
        this.replicas = replicas;
        this.kvCacheShare = kvCacheShare;
        this.idleTimeout = idleTimeout;
    }

    private static void require(boolean holds, String field, String rule, @Nullable Object given) {
        if (!holds) {
            throw new IllegalArgumentException(
                    SETTING + ": the " + field + " of a model must be " + rule + "; given: " + given);
        }
    }

    /**
     * Checks that models fit together and to the settings of a single model.
     * @throws IllegalArgumentException if they do not
     */
    static void check(List<ModelSettings> models, String model, List<String> servedModelName) {
        if (models.isEmpty()) {
            return;
        }
        if (!model.equals(ModelSource.EMBEDDED)) {
            throw new IllegalArgumentException(
                    "inkwell.model and " + SETTING + " must not both be set; given: " + model);
        }
        if (!servedModelName.isEmpty()) {
            throw new IllegalArgumentException("inkwell.served-model-name must be empty with " + SETTING
                    + ", where each model has a name and aliases; given: " + servedModelName);
        }
        requireDistinct(models);
        requireShares(models);
    }

    private static void requireDistinct(List<ModelSettings> models) {
        Set<String> names = new HashSet<>();
        List<String> repeated = new ArrayList<>();
        models.stream()
            .flatMap((model) -> Stream.concat(Stream.of(model.name), model.aliases.stream()))
            .filter((name) -> name.isBlank() || !names.add(name))
            .forEach(repeated::add);
        if (!repeated.isEmpty()) {
            throw new IllegalArgumentException(
                    SETTING + ": names and aliases must be distinct over all models, none of them empty; given again: "
                            + repeated);
        }
    }

    private static void requireShares(List<ModelSettings> models) {
        double shares = givenShares(models);
        boolean needsRest = models.stream().anyMatch((model) -> model.kvCacheShare == null);
        if (shares > 1 || (needsRest && shares == 1)) {
            throw new IllegalArgumentException(SETTING + ": the sum of all kv-cache-share must be "
                    + (needsRest ? "less than 1, because some models have none" : "at most 1") + "; given: " + shares);
        }
    }

    /** The share of each model that has none in the settings. */
    static double defaultShare(List<ModelSettings> models) {
        long numWithout = models.stream().filter((model) -> model.kvCacheShare == null).count();
        return (1 - givenShares(models)) / Math.max(1, numWithout);
    }

    private static double givenShares(List<ModelSettings> models) {
        return models.stream().mapToDouble((model) -> (model.kvCacheShare != null) ? model.kvCacheShare : 0).sum();
    }

}
