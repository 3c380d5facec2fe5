package io.inkwell.openai;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import io.inkwell.registry.ModelRegistry;
import io.inkwell.registry.ModelStatus;
import io.inkwell.registry.adapter.AdapterStatus;
import io.inkwell.registry.adapter.Adapters;

/**
 * {@code GET /v1/models} and {@code GET /v1/models/{id}}. Neither loads a model.
 */
@RestController
class ModelsController {

    private final ModelRegistry registry;

    private final Adapters adapters;

    ModelsController(ModelRegistry registry, Adapters adapters) {
        this.registry = registry;
        this.adapters = adapters;
    }

    @GetMapping("/v1/models")
    ModelList models() {
        List<ModelStatus> statuses = this.registry.statuses();
        Stream<Model> models = statuses.stream()
            .flatMap((status) -> status.spec().names().stream().map((name) -> Model.of(name, status)));
        // A base model can be removed meanwhile.
        Stream<Model> adapted = this.adapters.statuses()
            .stream()
            .flatMap((adapter) -> statuses.stream()
                .filter((status) -> status.name().equals(adapter.base()))
                .map((base) -> Model.of(adapter, base)));
        return new ModelList("list", Stream.concat(models, adapted).toList());
    }

    @GetMapping("/v1/models/{id}")
    Model model(@PathVariable String id) {
        Optional<AdapterStatus> adapter = this.adapters.find(id);
        if (adapter.isPresent()) {
            return Model.of(adapter.get(), this.registry.status(adapter.get().base()));
        }
        ModelStatus status = this.registry.resolve(id);
        return Model.of(status.spec().names().contains(id) ? id : status.name(), status);
    }

    record ModelList(String object, List<Model> data) {
    }

    /**
     * @param created when it was last loaded, or added, in Unix seconds
     * @param root the id of the model at its source, without a path; the name of the
     * folder of an adapter
     * @param parent the base model of an adapter; null for a model
     * @param maxModelLen its context length in tokens; null if it was never loaded
     */
    @JsonPropertyOrder({ "id", "object", "created", "owned_by", "root", "parent", "max_model_len", "state" })
    record Model(String id, String object, long created, String ownedBy, String root,
            @JsonInclude @Nullable String parent, @JsonInclude @Nullable Integer maxModelLen, String state) {

        static Model of(String name, ModelStatus status) {
            return new Model(name, "model", status.created().getEpochSecond(), "inkwell", status.root(), null,
                    status.contextLength(), status.state().label());
        }

        static Model of(AdapterStatus adapter, ModelStatus base) {
            return new Model(adapter.id(), "model", adapter.created().getEpochSecond(), "inkwell", adapter.folder(),
                    adapter.base(), base.contextLength(), base.state().label());
        }

    }

}
