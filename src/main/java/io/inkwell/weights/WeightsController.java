package io.inkwell.weights;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.explanation.ExplanationEndpoints;
import io.inkwell.explanation.ExplanationExecutor;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.registry.LoadedModel;
import io.inkwell.web.JsonBodies;
import io.inkwell.web.RequestModels;
import io.inkwell.web.fields.FieldChoice;

/**
 * Serves {@code GET /v1/models/{id}/weights} and {@code GET
 * /v1/models/{id}/weights/{name}}: the values in the files of the checkpoint.
 */
@ExplanationEndpoints
class WeightsController {

    private static final String REACH = "X-Inkwell-Reach";

    private static final String PREFIX = "transformer.";

    private final RequestModels models;

    private final WeightSummaries summaries;

    private final ExplanationExecutor executor;

    private final Scheduler weightsOutScheduler;

    private final JsonBodies bodies;

    private final JsonMapper json;

    WeightsController(RequestModels models, WeightSummaries summaries, ExplanationExecutor executor,
            Scheduler weightsOutScheduler, JsonBodies bodies, JsonMapper json) {
        this.models = models;
        this.summaries = summaries;
        this.executor = executor;
        this.weightsOutScheduler = weightsOutScheduler;
        this.bodies = bodies;
        this.json = json;
    }

    @GetMapping("/v1/models/{id}/weights")
    Mono<Void> list(@PathVariable String id, @RequestParam(required = false) @Nullable String prefix,
            ServerWebExchange exchange) {
        return this.models.useBase(id, (model) -> this.executor.compute((cancellation) -> {
            List<WeightSummary> weights = new ArrayList<>();
            try (Checkpoint checkpoint = model.openCheckpoint()) {
                for (String name : checkpoint.weightNames()) {
                    if (prefix == null || name.startsWith(withoutPrefix(prefix))) {
                        weights.add(this.summaries.of(model, new WeightTensor(checkpoint, name), cancellation));
                    }
                }
            }
            return new WeightList("list", model.name(), weights);
        })).flatMap((list) -> this.bodies.write(exchange.getResponse(), list));
    }

    @GetMapping("/v1/models/{id}/weights/{name}")
    Mono<Void> weight(@PathVariable String id, @PathVariable String name,
            @RequestParam MultiValueMap<String, String> parameters, ServerWebExchange exchange) {
        WeightQuery query = WeightQuery.of(parameters);
        return this.models.useBase(id, (model) -> this.executor.compute((cancellation) -> {
            try (Checkpoint checkpoint = model.openCheckpoint()) {
                WeightTensor tensor = tensor(checkpoint, withoutPrefix(name));
                return WeightResponse.prepare(query, tensor, () -> this.summaries.of(model, tensor, cancellation),
                        this.json, cancellation);
            }
        }).flatMap((weight) -> write(exchange.getResponse(), model, weight)));
    }

    private static String withoutPrefix(String name) {
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    }

    private static WeightTensor tensor(Checkpoint checkpoint, String name) {
        if (!checkpoint.weightNames().contains(name)) {
            throw new ServiceException(ErrorKind.NOT_FOUND,
                    "the model has no weight with this name; /v1/models/{id}/weights lists all names", "name");
        }
        return new WeightTensor(checkpoint, name);
    }

    private Mono<Void> write(ServerHttpResponse response, LoadedModel model, WeightResponse weight) {
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(weight.format().mediaType());
        long numBytes = weight.format().numBytes(weight.matrix());
        if (numBytes >= 0) {
            headers.setContentLength(numBytes);
        }
        switch (weight.format()) {
            case JSON -> {
            }
            case PNG -> headers.set(REACH, String.valueOf(weight.reach()));
            case F32,
                    NPY ->
                headers.setContentDisposition(ContentDisposition.attachment()
                    .filename(weight.name() + "." + FieldChoice.label(weight.format()))
                    .build());
        }
        return response.writeWith(pages(model, weight).map(response.bufferFactory()::wrap));
    }

    /**
     * Reads pages as fast as the client receives them. One thread reads for all downloads
     * and also cancels them, so that no file is closed during a read.
     */
    private Flux<byte[]> pages(LoadedModel model, WeightResponse weight) {
        return Flux.using(model::openCheckpoint, (checkpoint) -> pages(checkpoint, weight), WeightsController::close)
            .subscribeOn(this.weightsOutScheduler)
            .cancelOn(this.weightsOutScheduler);
    }

    private static Flux<byte[]> pages(Checkpoint checkpoint, WeightResponse weight) {
        WeightTensor tensor = new WeightTensor(checkpoint, weight.name());
        return Flux.using(() -> new WeightPages(tensor, weight.matrix(), weight.opening()),
                (pages) -> Flux.fromIterable(() -> pages), WeightsController::close);
    }

    private static void close(Closeable resource) {
        try {
            resource.close();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @JsonPropertyOrder({ "object", "model", "data" })
    record WeightList(String object, String model, List<WeightSummary> data) {
    }

}
