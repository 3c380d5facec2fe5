package io.inkwell.registry;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names that requests may give to the first model.
 *
 * @param names those of the settings; the first is the one that answers report; empty for
 * that of the model's source
 * @param unknown what happens to a request that names none of them
 */
public record ServedNames(List<String> names, UnknownModel unknown) {

    /** The name that always means the first model. */
    public static final String DEFAULT = "default";

    /** What Hugging Face's clients send where a server has one model. */
    private static final Set<String> PLACEHOLDERS = Set.of(DEFAULT, "tgi", "dummy");

    /** Hugging Face's client for JavaScript sends the service's address as the model. */
    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://.*");

    /** The name of the source alone. */
    public static final ServedNames OWN = new ServedNames(List.of(), UnknownModel.REFUSE);

    public ServedNames {
        names = List.copyOf(names);
        if (names.stream().anyMatch(String::isBlank) || names.size() > Set.copyOf(names).size()) {
            throw new IllegalArgumentException(
                    "inkwell.served-model-name must be names that differ, none of them empty; given: " + names);
        }
    }

    /**
     * Whether a name that no model has means the first one. Clients of Hugging Face that
     * were given an address and no model send the address.
     */
    boolean meanFirst(String name) {
        return name.isEmpty() || this.names.contains(name) || PLACEHOLDERS.contains(name)
                || ADDRESS.matcher(name).matches() || this.unknown == UnknownModel.DEFAULT;
    }

    /** The source under the first of the names. */
    public ModelSource rename(ModelSource source) {
        return this.names.isEmpty() ? source : new RenamedModel(source, this.names.get(0));
    }

}
