package io.inkwell.registry;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names in requests that select the first model although no model has them.
 *
 * @param unknown handling of all other names
 */
record PlaceholderNames(UnknownModel unknown) {

    /** The name that always selects the first model. */
    static final String DEFAULT = "default";

    /**
     * Placeholder names that Hugging Face clients send to single-model servers.
     */
    private static final Set<String> PLACEHOLDERS = Set.of(DEFAULT, "tgi", "dummy");

    /**
     * Hugging Face's JavaScript client sends the URL of the service as the model.
     */
    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://.*");

    /**
     * Whether a name without a model selects the first one, for example the URL that
     * Hugging Face clients send if no model is configured.
     */
    boolean meanFirst(String name) {
        return name.isEmpty() || PLACEHOLDERS.contains(name) || ADDRESS.matcher(name).matches()
                || this.unknown == UnknownModel.DEFAULT;
    }

}
