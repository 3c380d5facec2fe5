package io.inkwell.observability;

import java.time.Duration;
import java.util.stream.DoubleStream;

/**
 * Every meter by name, with the buckets of the histograms. Those that OpenTelemetry's
 * GenAI conventions name have its names.
 */
final class MeterNames {

    /** From arrival to the last token of a request. */
    static final String REQUEST_DURATION = "gen_ai.server.request.duration";

    /**
     * From arrival to a request's first token: its time in the queue, and its prefill.
     */
    static final String TIME_TO_FIRST_TOKEN = "gen_ai.server.time_to_first_token";

    /** From the first token to the last, divided by the tokens between. */
    static final String TIME_PER_OUTPUT_TOKEN = "gen_ai.server.time_per_output_token";

    /** From arrival to a slot. */
    static final String QUEUE_DURATION = "inkwell.queue.duration";

    static final String PROMPT_TOKENS = "inkwell.tokens.prompt";

    /** Prompt tokens that were looked up in the prefix cache. */
    static final String PREFIX_CACHE_QUERIES = "inkwell.prefix_cache.queries";

    /** Those of them that were found there, and so not computed. */
    static final String PREFIX_CACHE_HITS = "inkwell.prefix_cache.hits";

    static final String GENERATED_TOKENS = "inkwell.tokens.generated";

    /** Texts that ended, by {@link Tags#FINISH_REASON}. */
    static final String FINISHED = "inkwell.requests.finished";

    static final String RUNNING = "inkwell.requests.running";

    static final String WAITING = "inkwell.requests.waiting";

    static final String KV_USAGE = "inkwell.kv.usage";

    static final String STEP_DURATION = "inkwell.step.duration";

    /** Tokens that were computed ahead, whatever became of them. */
    static final String DRAFTED_TOKENS = "inkwell.speculation.drafted";

    /** Those of them that were right, each of which saved a step. */
    static final String ACCEPTED_TOKENS = "inkwell.speculation.accepted";

    static final Duration[] REQUEST_BUCKETS = seconds(.01, .02, .04, .08, .16, .32, .64, 1.28, 2.56, 5.12, 10.24, 20.48,
            40.96, 81.92);

    static final Duration[] FIRST_TOKEN_BUCKETS = seconds(.001, .005, .01, .02, .04, .06, .08, .1, .25, .5, .75, 1, 2.5,
            5, 7.5, 10);

    /**
     * Those of the conventions, and finer ones below: a small GPT-2 takes a millisecond a
     * token.
     */
    static final Duration[] PER_TOKEN_BUCKETS = seconds(.001, .0025, .005, .01, .025, .05, .075, .1, .15, .2, .3, .4,
            .5, .75, 1, 2.5);

    private MeterNames() {
    }

    private static Duration[] seconds(double... seconds) {
        return DoubleStream.of(seconds)
            .mapToObj((value) -> Duration.ofNanos(Math.round(value * 1e9)))
            .toArray(Duration[]::new);
    }

    /** The keys of tags. */
    static final class Tags {

        static final String OPERATION = "gen_ai.operation.name";

        static final String PROVIDER = "gen_ai.provider.name";

        static final String MODEL = "gen_ai.request.model";

        static final String FINISH_REASON = "reason";

        private Tags() {
        }

    }

}
