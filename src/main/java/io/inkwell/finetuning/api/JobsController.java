package io.inkwell.finetuning.api;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.inkwell.finetuning.PageRequest;
import io.inkwell.web.JsonBodies;

/** {@code /v1/fine_tuning/jobs}: creates jobs and shows them. */
@RestController
class JobsController {

    private static final String JOBS = "/v1/fine_tuning/jobs";

    private static final int DEFAULT_LIMIT = 20;

    private static final int DEFAULT_CHECKPOINTS = 10;

    private static final int MAX_LIMIT = 1000;

    private final FineTuningCalls calls;

    private final JsonBodies bodies;

    JobsController(FineTuningCalls calls, JsonBodies bodies) {
        this.calls = calls;
        this.bodies = bodies;
    }

    @PostMapping(path = JOBS, consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Void> create(@RequestBody(required = false) Mono<byte[]> bytes, ServerWebExchange exchange) {
        return this.bodies
            .read(bytes, JobBody.class,
                    (body) -> this.calls.call((fineTuning) -> JobObject
                        .of(fineTuning.jobs().create(body.toJob(fineTuning.ids().seed())), fineTuning.organization())))
            .flatMap((job) -> this.bodies.write(exchange.getResponse(), job));
    }

    @GetMapping(JOBS)
    Mono<ObjectList<JobObject>> list(@RequestParam MultiValueMap<String, String> query) {
        return this.calls.call((fineTuning) -> {
            PageRequest page = PageRequest.of(query.getFirst("after"), query.getFirst("limit"), null, DEFAULT_LIMIT,
                    MAX_LIMIT);
            return ObjectList.of(fineTuning.jobs()
                .list(page, metadata(query))
                .map((job) -> JobObject.of(job, fineTuning.organization())), JobObject::id);
        });
    }

    /** The pairs of {@code metadata[key]=value}. */
    private static Map<String, String> metadata(MultiValueMap<String, String> query) {
        Map<String, String> pairs = new LinkedHashMap<>();
        query.forEach((name, values) -> {
            if (name.startsWith("metadata[") && name.endsWith("]")) {
                pairs.put(name.substring("metadata[".length(), name.length() - 1), values.get(0));
            }
        });
        return pairs;
    }

    @GetMapping(JOBS + "/{id}")
    Mono<JobObject> job(@PathVariable String id) {
        return this.calls.call((fineTuning) -> JobObject.of(fineTuning.jobs().get(id), fineTuning.organization()));
    }

    @PostMapping(JOBS + "/{id}/cancel")
    Mono<JobObject> cancel(@PathVariable String id) {
        return this.calls.call((fineTuning) -> JobObject.of(fineTuning.jobs().cancel(id), fineTuning.organization()));
    }

    @PostMapping(JOBS + "/{id}/pause")
    Mono<JobObject> pause(@PathVariable String id) {
        return this.calls.call((fineTuning) -> JobObject.of(fineTuning.jobs().pause(id), fineTuning.organization()));
    }

    @PostMapping(JOBS + "/{id}/resume")
    Mono<JobObject> resume(@PathVariable String id) {
        return this.calls.call((fineTuning) -> JobObject.of(fineTuning.jobs().resume(id), fineTuning.organization()));
    }

    @GetMapping(JOBS + "/{id}/checkpoints")
    Mono<ObjectList<CheckpointObject>> checkpoints(@PathVariable String id,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        return this.calls.call((fineTuning) -> ObjectList.of(fineTuning.jobs()
            .checkpoints(id, PageRequest.of(after, limit, null, DEFAULT_CHECKPOINTS, MAX_LIMIT))
            .map((checkpoint) -> CheckpointObject.of(id, checkpoint)), CheckpointObject::id));
    }

}
