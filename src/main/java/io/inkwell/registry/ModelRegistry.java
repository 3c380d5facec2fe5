package io.inkwell.registry;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/** The models that are served. A name is looked up here and never becomes a path. */
public final class ModelRegistry implements AutoCloseable {

    /** The name that always means the first model. */
    public static final String DEFAULT = "default";

    private final Map<String, LoadedModel> models = new LinkedHashMap<>();

    public ModelRegistry(LoadedModel first) {
        this.models.put(first.name(), first);
    }

    /** The model that {@value #DEFAULT} stands for. */
    public LoadedModel first() {
        return this.models.values().iterator().next();
    }

    /**
     * The model of that name.
     * @throws ServiceException if there is none
     */
    public LoadedModel get(String name) {
        LoadedModel model = name.equals(DEFAULT) ? first() : this.models.get(name);
        if (model == null) {
            throw new ServiceException(ErrorKind.UNKNOWN_MODEL,
                    "model must be one of " + this.models.keySet() + " or \"" + DEFAULT + "\"; no other is served",
                    "model");
        }
        return model;
    }

    public Collection<LoadedModel> all() {
        return Collections.unmodifiableCollection(this.models.values());
    }

    @Override
    public void close() {
        this.models.values().forEach(LoadedModel::close);
    }

}
