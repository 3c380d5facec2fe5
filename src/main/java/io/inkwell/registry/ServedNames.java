package io.inkwell.registry;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names that select the first model.
 *
 * @param names names from the settings; responses report the first; empty for the name of
 * the source
 * @param unknown handling of other names
 */
public record ServedNames(List<String> names, UnknownModel unknown) {

    /** The name that always selects the first model. */
    public static final String DEFAULT = "default";

    /**
     * Placeholder names that Hugging Face clients send to single-model servers.
     */
    private static final Set<String> PLACEHOLDERS = Set.of(DEFAULT, "tgi", "dummy");

    /**
     * Hugging Face's JavaScript client sends the URL of the service as the model.
     */
    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://.*");

    /** Only the name of the source. */
    public static final ServedNames OWN = new ServedNames(List.of(), UnknownModel.REFUSE);

    public ServedNames {
        names = List.copyOf(names);
        if (names.stream().anyMatch(String::isBlank) || names.size() > Set.copyOf(names).size()) {
            throw new IllegalArgumentException(
                    "inkwell.served-model-name must be distinct names, none of them empty; given: " + names);
        }
    }

    /**
     * Whether a name without a model selects the first one, for example the URL that
     * Hugging Face clients send if no model is configured.
     */
    boolean selectsFirst(String name) {
        return name.isEmpty() || this.names.contains(name) || PLACEHOLDERS.contains(name)
                || ADDRESS.matcher(name).matches() || this.unknown == UnknownModel.DEFAULT;
    }

    /** The source under its first served name. */
    public ModelSource rename(ModelSource source) {
        return this.names.isEmpty() ? source : new RenamedModel(source, this.names.get(0));
    }

}
