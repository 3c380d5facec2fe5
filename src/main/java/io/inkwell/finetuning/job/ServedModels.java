package io.inkwell.finetuning.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.registry.ModelRegistry;
import io.inkwell.registry.ModelSource;
import io.inkwell.registry.ModelSpec;
import io.inkwell.registry.adapter.AdapterStatus;
import io.inkwell.registry.adapter.Adapters;

/**
 * The models and adapters of the service, to which those of jobs are added.
 *
 * @param specs creates the description of a model from its name and its folder
 * @param idleTimeout the time without requests after which an adapter of a job leaves
 * memory
 */
public record ServedModels(ModelRegistry models, Adapters adapters, BiFunction<String, Path, ModelSpec> specs,
        Duration idleTimeout) {

    /**
     * The name of the model from which a job starts.
     * @param name any name that a request may use
     * @throws ServiceException if there is no such model, or it is an adapter
     */
    String base(String name) {
        Optional<AdapterStatus> adapter = this.adapters.find(name);
        if (adapter.isPresent()) {
            throw ServiceException.invalid("model",
                    "model must be the base model \"" + adapter.get().base()
                            + "\", because a job cannot start from an adapter; given: the adapter \""
                            + adapter.get().id() + "\"");
        }
        return this.models.resolve(name).name();
    }

    /** Where {@code train} finds a model. */
    String location(String model) {
        String location = this.models.status(model).spec().location();
        return location.equals(ModelSource.EMBEDDED) ? "default" : location;
    }

    /**
     * @throws ServiceException if the service does not serve adapters of this rank
     */
    void requireServable(LoraParameters lora) {
        ServiceException.require(lora.rank() <= this.adapters.maxRank(), LoraParameters.FIELD + ".rank",
                "at most " + this.adapters.maxRank() + ", inkwell.adapters.max-rank", lora.rank());
    }

    /**
     * Serves a model or an adapter from now on.
     * @param base the base model of an adapter; null for a model
     * @throws ServiceException if its name is taken, or its base model is not served
     */
    void add(String name, @Nullable String base, Path folder) {
        if (base != null) {
            this.adapters.addOnDemand(name, folder, this.idleTimeout);
        }
        else {
            this.models.addOnDemand(this.specs.apply(name, folder));
        }
    }

    /** Ends its requests; has no effect if it is not served. */
    void remove(String name, @Nullable String base) {
        if (base != null) {
            this.adapters.remove(name);
        }
        else if (has(name)) {
            this.models.remove(name);
        }
    }

    /** Whether the model is still in memory or in the list. */
    boolean has(String name) {
        return this.models.statuses().stream().anyMatch((status) -> status.name().equals(name));
    }

    /**
     * The name of a model, or of an adapter with that of its base model, for any of its
     * names.
     * @throws ServiceException if there is no such model
     */
    String idOf(String name) {
        return this.adapters.find(name).map(AdapterStatus::id).orElseGet(() -> this.models.status(name).name());
    }

    /**
     * The error for a model that no job has made.
     * @param id its name, as of {@link #idOf}
     */
    static ServiceException notMade(String id) {
        return new ServiceException(ErrorKind.FORBIDDEN, "model must be one that a fine-tuning job has made; given: \""
                + id + "\", which the operator of the service has added", "model");
    }

}
