package io.inkwell.registry;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/** The models that are served. A name is looked up here and never becomes a path. */
public final class ModelRegistry implements AutoCloseable {

    /** The name that always means the first model. */
    public static final String DEFAULT = ServedNames.DEFAULT;

    private final Map<String, LoadedModel> models = new LinkedHashMap<>();

    private final ServedNames names;

    public ModelRegistry(LoadedModel first, ServedNames names) {
        this.models.put(first.name(), first);
        this.names = names;
    }

    /** The model that {@value #DEFAULT} stands for. */
    public LoadedModel first() {
        return this.models.values().iterator().next();
    }

    /**
     * The model of that name. A model whose own name is a placeholder wins over the first
     * one.
     * @throws ServiceException if there is none
     */
    public LoadedModel get(String name) {
        LoadedModel model = this.models.get(name);
        if (model != null) {
            return model;
        }
        if (this.names.meanFirst(name)) {
            return first();
        }
        throw new ServiceException(ErrorKind.UNKNOWN_MODEL,
                "model must be one of " + names() + " or \"" + DEFAULT + "\"; no other is served", "model");
    }

    /** The names of the models as requests may give them, the first model's first. */
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
