package io.inkwell.admin;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.inkwell.registry.ModelRegistry;
import io.inkwell.registry.ModelState;
import io.inkwell.registry.ModelStatus;
import io.inkwell.settings.InkwellProperties;
import io.inkwell.settings.ModelSettings;
import io.inkwell.settings.ModelSpecs;
import io.inkwell.web.JsonBodies;

/**
 * {@code /admin/models}: lists, loads and unloads models. Loading and unloading continue
 * after the response.
 */
@RestController
class AdminModelsController {

    private final ModelRegistry registry;

    private final ModelSpecs specs;

    private final ModelsFolder folders;

    private final JsonBodies bodies;

    AdminModelsController(ModelRegistry registry, ModelSpecs specs, InkwellProperties properties, JsonBodies bodies) {
        this.registry = registry;
        this.specs = specs;
        this.folders = folders(properties.admin().modelsFolder());
        this.bodies = bodies;
    }

    private static ModelsFolder folders(@Nullable String folder) {
        return new ModelsFolder((folder != null) ? Path.of(folder) : null);
    }

    @GetMapping("/admin/models")
    AdminModelList list() {
        return new AdminModelList("list", this.registry.statuses().stream().map(AdminModel::of).toList());
    }

    @GetMapping("/admin/models/{*name}")
    AdminModel model(@PathVariable String name) {
        return AdminModel.of(this.registry.status(withoutSlash(name)));
    }

    @PostMapping(path = "/admin/models", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> load(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.bodies.read(bytes, LoadModelBody.class, (body) -> Mono.fromSupplier(() -> load(body)))
            .flatMap((status) -> {
                exchange.getResponse()
                    .setStatusCode((status.state() == ModelState.READY) ? HttpStatus.OK : HttpStatus.ACCEPTED);
                return this.bodies.write(exchange.getResponse(), AdminModel.of(status));
            });
    }

    private ModelStatus load(LoadModelBody body) {
        String name = body.name();
        if (name == null || !body.isNameAlone()) {
            ModelSettings settings = body.toSettings(this.folders);
            name = settings.name();
            this.registry.add(this.specs.of(settings, 1.0 / (this.registry.statuses().size() + 1)));
        }
        this.registry.load(name);
        return this.registry.status(name);
    }

    @DeleteMapping("/admin/models/{*name}")
    ResponseEntity<AdminModel> unload(@PathVariable String name) {
        ModelStatus status = this.registry.remove(withoutSlash(name));
        return ResponseEntity.status((status.state() == ModelState.UNLOADING) ? HttpStatus.ACCEPTED : HttpStatus.OK)
            .body(AdminModel.of(status));
    }

    // The rest of a path starts with a slash. A slash in a name may be %2F or raw.
    private static String withoutSlash(String rest) {
        return rest.startsWith("/") ? rest.substring(1) : rest;
    }

    record AdminModelList(String object, List<AdminModel> data) {
    }

}
