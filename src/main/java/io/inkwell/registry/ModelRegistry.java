package io.inkwell.registry;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/** The served models by name. A name never becomes a path. */
public final class ModelRegistry implements AutoCloseable {

    /** The name that always selects the first model. */
    public static final String DEFAULT = ServedNames.DEFAULT;

    private final Map<String, LoadedModel> models = new LinkedHashMap<>();

    private final ServedNames names;

    public ModelRegistry(LoadedModel first, ServedNames names) {
        this.models.put(first.name(), first);
        this.names = names;
    }

    /** The model that {@value #DEFAULT} selects. */
    public LoadedModel first() {
        return this.models.values().iterator().next();
    }

    /**
     * Finds a model by name. If a model's own name is also a placeholder, that model is
     * selected.
     * @throws ServiceException if there is none
     */
    public LoadedModel get(String name) {
        LoadedModel model = this.models.get(name);
        if (model != null) {
            return model;
        }
        if (this.names.selectsFirst(name)) {
            return first();
        }
        throw new ServiceException(ErrorKind.UNKNOWN_MODEL,
                "model must be one of " + names() + " or \"" + DEFAULT + "\"; no other is served", "model");
    }

    /**
     * The names that requests may use, starting with those of the first model.
     */
    public Set<String> names() {
        Set<String> all = new LinkedHashSet<>();
        all.add(first().name());
        all.addAll(this.names.names());
        all.addAll(this.models.keySet());
        return all;
    }

    public Collection<LoadedModel> all() {
        return Collections.unmodifiableCollection(this.models.values());
    }

    @Override
    public void close() {
        this.models.values().forEach(LoadedModel::close);
    }

}
