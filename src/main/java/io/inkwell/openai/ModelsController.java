package io.inkwell.openai;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import io.inkwell.registry.ModelRegistry;
import io.inkwell.registry.ModelStatus;

/**
 * {@code GET /v1/models} and {@code GET /v1/models/{id}}. Neither loads a model.
 */
@RestController
class ModelsController {

    private final ModelRegistry registry;

    ModelsController(ModelRegistry registry) {
        this.registry = registry;
    }

    @GetMapping("/v1/models")
    ModelList models() {
        return new ModelList("list",
                this.registry.statuses()
                    .stream()
                    .flatMap((status) -> status.spec().names().stream().map((name) -> Model.of(name, status)))
                    .toList());
    }

    @GetMapping("/v1/models/{id}")
    Model model(@PathVariable String id) {
        ModelStatus status = this.registry.resolve(id);
        return Model.of(status.spec().names().contains(id) ? id : status.name(), status);
    }

    record ModelList(String object, List<Model> data) {
    }

    /**
     * @param created when it was last loaded, or added, in Unix seconds
     * @param root the id of the model at its source, without a path
     * @param parent always null, as for all models of vLLM that are no adapters
     * @param maxModelLen its context length in tokens; null if it was never loaded
     */
    @JsonPropertyOrder({ "id", "object", "created", "owned_by", "root", "parent", "max_model_len", "state" })
    record Model(String id, String object, long created, String ownedBy, String root,
            @JsonInclude @Nullable String parent, @JsonInclude @Nullable Integer maxModelLen, String state) {

        static Model of(String name, ModelStatus status) {
            return new Model(name, "model", status.created().getEpochSecond(), "inkwell", status.root(), null,
                    status.contextLength(), status.state().label());
        }

    }

}
