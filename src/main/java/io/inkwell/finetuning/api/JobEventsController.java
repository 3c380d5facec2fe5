package io.inkwell.finetuning.api;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.inkwell.error.ServiceException;
import io.inkwell.finetuning.PageRequest;
import io.inkwell.finetuning.job.JobEvent;
import io.inkwell.web.AcceptHeaderFilter;
import io.inkwell.web.JsonBodies;
import io.inkwell.web.stream.EventStream;

/**
 * {@code /v1/fine_tuning/jobs/{id}/events}: a page, or all events as they happen. A
 * stream reads the database from time to time, so that it also shows what another thread
 * or an earlier process has written.
 */
@RestController
class JobEventsController {

    private static final int DEFAULT_LIMIT = 20;

    private static final int MAX_LIMIT = 1000;

    private static final Duration POLL = Duration.ofMillis(500);

    private final FineTuningCalls calls;

    private final JsonBodies bodies;

    private final EventStream stream;

    JobEventsController(FineTuningCalls calls, JsonBodies bodies, EventStream stream) {
        this.calls = calls;
        this.bodies = bodies;
        this.stream = stream;
    }

    @GetMapping("/v1/fine_tuning/jobs/{id}/events")
    Mono<Void> events(@PathVariable String id, @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(name = "stream", required = false) @Nullable String streamed, ServerWebExchange exchange) {
        return Mono.defer(() -> isStreamed(streamed, exchange) ? this.stream.write(exchange.getResponse(), all(id))
                : page(id, PageRequest.of(after, limit, null, DEFAULT_LIMIT, MAX_LIMIT))
                    .flatMap((page) -> this.bodies.write(exchange.getResponse(), page)));
    }

    private static boolean isStreamed(@Nullable String parameter, ServerWebExchange exchange) {
        if (parameter == null || parameter.isEmpty()) {
            return AcceptHeaderFilter.acceptsEvents(exchange);
        }
        ServiceException.require(parameter.equals("true") || parameter.equals("false"), "stream", "true or false",
                "another string");
        return parameter.equals("true");
    }

    private Mono<ObjectList<EventObject>> page(String id, PageRequest page) {
        return this.calls.call((fineTuning) -> ObjectList.of(fineTuning.jobs().events(id, page).map(EventObject::of),
                EventObject::id));
    }

    /** All events, the oldest first, until the job has ended. */
    private Flux<EventObject> all(String id) {
        return Flux.defer(() -> {
            AtomicLong last = new AtomicLong();
            return next(id, last).repeatWhen((ends) -> ends.delayElements(POLL))
                .takeUntil(News::isEnd)
                .concatMapIterable(News::events)
                .map(EventObject::of);
        });
    }

    private Mono<News> next(String id, AtomicLong last) {
        return this.calls.call((fineTuning) -> {
            // The state first: events that come after it are read as well.
            boolean isEnd = fineTuning.jobs().get(id).status().isFinal();
            List<JobEvent> events = fineTuning.jobs().eventsAfter(id, last.get(), MAX_LIMIT);
            events.forEach((event) -> last.set(event.seq()));
            return new News(events, isEnd && events.size() < MAX_LIMIT);
        });
    }

    private record News(List<JobEvent> events, boolean isEnd) {
    }

}
