package io.inkwell.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/** The models of the registry by name, in the order in which they were added. */
final class ModelNames {

    private final PlaceholderNames placeholders;

    private final List<ModelEntry> entries = new ArrayList<>();

    /**
     * @param placeholders the names that select the first model
     */
    ModelNames(PlaceholderNames placeholders) {
        this.placeholders = placeholders;
    }

    /**
     * @throws ServiceException if a name is taken
     */
    void add(ModelEntry added) {
        Set<String> taken = new TreeSet<>(added.spec().names());
        taken.retainAll(this.entries.stream().flatMap((entry) -> entry.spec().names().stream()).toList());
        if (!taken.isEmpty()) {
            throw new ServiceException(ErrorKind.CONFLICT,
                    "name and aliases must not be those of another model; given: " + taken, "name");
        }
        this.entries.add(added);
    }

    void remove(ModelEntry entry) {
        this.entries.remove(entry);
    }

    List<ModelEntry> all() {
        return List.copyOf(this.entries);
    }

    /**
     * Finds a model by its name or an alias, in any state.
     * @throws ServiceException if there is none
     */
    ModelEntry find(String name) {
        return named(name).orElseThrow(this::unknown);
    }

    /**
     * Finds the model of a request: by name, or the first if the name is a placeholder.
     * Models that are being unloaded get no requests.
     * @throws ServiceException if there is none
     */
    ModelEntry resolve(String name) {
        Optional<ModelEntry> named = named(name);
        if (named.isPresent()) {
            return named.filter(ModelNames::acceptsRequests).orElseThrow(this::unknown);
        }
        return this.entries.stream()
            .filter(ModelNames::acceptsRequests)
            .filter((entry) -> this.placeholders.meanFirst(name))
            .findFirst()
            .orElseThrow(this::unknown);
    }

    private Optional<ModelEntry> named(String name) {
        return this.entries.stream().filter((entry) -> entry.spec().names().contains(name)).findFirst();
    }

    private static boolean acceptsRequests(ModelEntry entry) {
        return !entry.is(ModelState.UNLOADING);
    }

    ServiceException unknown() {
        List<String> names = this.entries.stream()
            .filter(ModelNames::acceptsRequests)
            .flatMap((entry) -> entry.spec().names().stream())
            .toList();
        return new ServiceException(ErrorKind.UNKNOWN_MODEL, names.isEmpty() ? "no model is served"
                : "model must be one of " + names + " or \"" + PlaceholderNames.DEFAULT + "\"; no other is served",
                "model");
    }

}
