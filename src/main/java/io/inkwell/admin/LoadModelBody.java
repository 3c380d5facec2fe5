package io.inkwell.admin;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;
import io.inkwell.registry.ModelSource;
import io.inkwell.settings.PrecisionChoice;
import io.inkwell.settings.ModelSettings;

/**
 * The body of {@code POST /admin/models}: a new model, or only the name of one that is
 * not in memory.
 *
 * @param source {@code embedded} or the id of a model of the hub
 * @param folder a folder below the configured one
 * @param kvCacheShare a share of the memory for all KV caches
 * @param idleTimeout in seconds
 */
record LoadModelBody(@Nullable String name, @Nullable String source, @Nullable String folder,
        @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<String> aliases, @Nullable String precision,
        @Nullable Integer replicas, @Nullable Double kvCacheShare, @Nullable Integer idleTimeout) {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._:@/-]{0,199}");

    private static final String NAME_RULE = "1 to 200 letters, digits or ._:@/-, the first a letter or digit";

    private static final int MAX_ALIASES = 32;

    /** Whether it loads a known model again, with the settings that it has. */
    boolean isNameAlone() {
        return this.name != null && equals(new LoadModelBody(this.name, null, null, null, null, null, null, null));
    }

    /**
     * @throws ServiceException an invalid request that names the field
     */
    ModelSettings toSettings(ModelsFolder folders) {
        if (this.name != null) {
            ServiceException.require(NAME.matcher(this.name).matches(), "name", NAME_RULE, "another string");
        }
        List<String> names = (this.aliases != null) ? this.aliases : List.of();
        ServiceException.require(names.size() <= MAX_ALIASES, "aliases", "at most " + MAX_ALIASES + " names",
                names.size());
        names.forEach((alias) -> ServiceException.require(NAME.matcher(alias).matches(), "aliases",
                "a list of names, each " + NAME_RULE, "another string"));
        int cores = Runtime.getRuntime().availableProcessors();
        ServiceException.require(this.replicas == null || (this.replicas >= 1 && this.replicas <= cores), "replicas",
                "from 1 to " + cores + ", the number of cores", this.replicas);
        ServiceException.require(this.kvCacheShare == null || (this.kvCacheShare > 0 && this.kvCacheShare <= 1),
                "kv_cache_share", "more than 0 and at most 1", this.kvCacheShare);
        ServiceException.require(this.idleTimeout == null || this.idleTimeout >= 1, "idle_timeout", "at least 1 second",
                this.idleTimeout);
        return new ModelSettings(location(folders), this.name, names, precisionChoice(), this.replicas,
                this.kvCacheShare, (this.idleTimeout != null) ? Duration.ofSeconds(this.idleTimeout) : null);
    }

    /** Never a path of the client: an unambiguous id, or a checked folder. */
    private String location(ModelsFolder folders) {
        if (this.folder != null) {
            ServiceException.require(this.source == null, "source", "null if folder is given", "both");
            return folders.resolve(this.folder).toString();
        }
        if (this.source == null) {
            throw ServiceException.invalid("source",
                    "source must be \"embedded\" or the id of a model of the hub, or folder must be given; "
                            + "given: nothing");
        }
        try {
            return this.source.equals(ModelSource.EMBEDDED) ? this.source : ModelSource.hubLocation(this.source);
        }
        catch (IOException ex) {
            throw ServiceException.invalid("source", "source must be \"embedded\" or the id of a model of the hub, "
                    + "owner/name or owner/name@revision; given: another string");
        }
    }

    private @Nullable PrecisionChoice precisionChoice() {
        if (this.precision == null) {
            return null;
        }
        return Arrays.stream(PrecisionChoice.values())
            .filter((choice) -> choice.label().equals(this.precision.toLowerCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow(() -> ServiceException.invalid("precision",
                    "precision must be one of "
                            + Arrays.stream(PrecisionChoice.values()).map(PrecisionChoice::label).toList()
                            + "; given: another string"));
    }

}
