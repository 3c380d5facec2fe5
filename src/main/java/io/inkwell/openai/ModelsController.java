package io.inkwell.openai;

import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.ModelRegistry;

/** {@code GET /v1/models} and {@code GET /v1/models/{id}}. */
@RestController
class ModelsController {

    private final ModelRegistry registry;

    ModelsController(ModelRegistry registry) {
        this.registry = registry;
    }

    @GetMapping("/v1/models")
    ModelList models() {
        return new ModelList("list",
                this.registry.names().stream().map((name) -> Model.of(name, this.registry.get(name))).toList());
    }

    @GetMapping("/v1/models/{id}")
    Model model(@PathVariable String id) {
        LoadedModel model = this.registry.get(id);
        return Model.of(this.registry.names().contains(id) ? id : model.name(), model);
    }

    record ModelList(String object, List<Model> data) {
    }

    /**
     * @param created when it was loaded, in Unix seconds
     * @param maxModelLen its context length in tokens
     */
    record Model(String id, String object, long created, String ownedBy, int maxModelLen) {

        static Model of(String name, LoadedModel model) {
            return new Model(name, "model", model.created().getEpochSecond(), "inkwell", model.contextLength());
        }

    }

}
