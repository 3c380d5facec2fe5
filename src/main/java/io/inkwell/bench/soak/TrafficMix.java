package io.inkwell.bench.soak;

import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;

import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.bench.CompletionServer;
import io.inkwell.bench.FailedRequestException;
import io.inkwell.bench.LoadRequest;
import io.inkwell.bench.RequestTemplate;
import io.inkwell.bench.ResponseTimes;
import io.inkwell.bench.Target;
import io.inkwell.bench.Workload;

/** Sends random requests of all kinds. {@link #next} must not be called concurrently. */
public final class TrafficMix {

    private static final Duration SLOW_READ = Duration.ofMillis(100);

    private static final int MAX_CANCEL_MILLIS = 500;

    private static final String COMPLETIONS = "/v1/completions";

    private static final String EXPLANATIONS = "/v1/explain/next-token";

    private final CompletionServer server;

    private final String model;

    private final Target completions;

    private final Target slowCompletions;

    private final Workload usual;

    private final Workload longPrompts;

    private final SplittableRandom random;

    private final GarbageRequests garbage;

    /**
     * @param model the model of explanations
     * @param longPrompts requests whose prompts fill most of the context
     */
    public TrafficMix(CompletionServer server, String model, RequestTemplate template, Workload usual,
            Workload longPrompts, long seed) {
        this.server = server;
        this.model = model;
        this.completions = server.completions(template);
        this.slowCompletions = server.completions(template, SLOW_READ);
        this.usual = usual;
        this.longPrompts = longPrompts;
        this.random = new SplittableRandom(seed);
        this.garbage = new GarbageRequests(this.random.split());
    }

    /** The next request, sent on subscription. It counts its outcome and never fails. */
    Mono<Void> next(OutcomeCounts counts) {
        Traffic traffic = Traffic.at(this.random.nextInt(100));
        return response(traffic).onErrorResume((failure) -> Mono.just(outcome(failure)))
            .doOnNext((outcome) -> counts.add(traffic, outcome))
            .then();
    }

    private Mono<String> response(Traffic traffic) {
        LoadRequest request = (traffic == Traffic.LONG_PROMPT) ? this.longPrompts.next() : this.usual.next();
        return switch (traffic) {
            case COMPLETION, LONG_PROMPT -> send(this.completions, request);
            case SLOW_READER -> send(this.slowCompletions, request);
            case CANCELLATION -> {
                Duration wait = Duration.ofMillis(this.random.nextInt(MAX_CANCEL_MILLIS));
                yield send(this.completions, request).timeout(wait, Mono.just(Traffic.CANCELLED));
            }
            case EXPLANATION -> this.server
                .post(EXPLANATIONS,
                        JsonMapper.shared()
                            .writeValueAsBytes(Map.of("model", this.model, "prompt", request.prompt().json())))
                .thenReturn(Traffic.OK);
            case GARBAGE -> this.server.post(COMPLETIONS, this.garbage.next()).thenReturn(Traffic.OK);
        };
    }

    private static Mono<String> send(Target target, LoadRequest request) {
        return target.send(request, new ResponseTimes(System.nanoTime(), System::nanoTime)).thenReturn(Traffic.OK);
    }

    private static String outcome(Throwable failure) {
        return (failure instanceof FailedRequestException known) ? known.reason() : failure.getClass().getSimpleName();
    }

}
