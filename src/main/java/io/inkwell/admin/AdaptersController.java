package io.inkwell.admin;

import java.nio.charset.StandardCharsets;

import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.inkwell.registry.adapter.AdapterStatus;
import io.inkwell.registry.adapter.Adapters;
import io.inkwell.web.JsonBodies;

/**
 * {@code /v1/load_lora_adapter} and {@code /v1/unload_lora_adapter}, with the fields and
 * texts of vLLM.
 */
@RestController
class AdaptersController {

    private final Adapters adapters;

    private final JsonBodies bodies;

    AdaptersController(Adapters adapters, JsonBodies bodies) {
        this.adapters = adapters;
        this.bodies = bodies;
    }

    @PostMapping(path = "/v1/load_lora_adapter", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> load(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.bodies.read(bytes, LoadAdapterBody.class,
                // Reads files, and waits for the base model.
                (body) -> Mono.fromCallable(() -> load(body)).subscribeOn(Schedulers.boundedElastic()))
            .flatMap((text) -> write(exchange.getResponse(), text));
    }

    private String load(LoadAdapterBody body) {
        AdapterStatus loaded = this.adapters.load(body.requireName(), body.requirePath(), body.baseModelName(),
                body.isInPlace());
        return "Success: LoRA adapter '" + loaded.name() + "' added successfully.";
    }

    @PostMapping(path = "/v1/unload_lora_adapter", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> unload(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.bodies.read(bytes, UnloadAdapterBody.class, (body) -> Mono.fromCallable(() -> unload(body)))
            .flatMap((text) -> write(exchange.getResponse(), text));
    }

    private String unload(UnloadAdapterBody body) {
        String name = body.requireName();
        this.adapters.unload(name, body.baseModelName());
        return "Success: LoRA adapter '" + name + "' removed successfully.";
    }

    private static Mono<Void> write(ServerHttpResponse response, String text) {
        response.getHeaders().setContentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8));
        return response
            .writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(text.getBytes(StandardCharsets.UTF_8))));
    }

}
