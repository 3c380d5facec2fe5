package io.inkwell.observability;

/**
 * Every meter by name. Those that OpenTelemetry's GenAI conventions name have its names;
 * docs/observability.md lists them all as Prometheus sees them.
 */
final class MeterNames {

    /** From arrival to the last token of a request. */
    static final String REQUEST_DURATION = "gen_ai.server.request.duration";

    /**
     * From arrival to a request's first token: its time in the queue, and its prefill.
     */
    static final String TIME_TO_FIRST_TOKEN = "gen_ai.server.time_to_first_token";

    /** From the first token of a text to its last, divided by the tokens between. */
    static final String TIME_PER_OUTPUT_TOKEN = "gen_ai.server.time_per_output_token";

    /** Tokens of a request, by {@link TagNames#TOKEN_TYPE}. */
    static final String TOKEN_USAGE = "gen_ai.client.token.usage";

    /** From arrival to a slot. */
    static final String QUEUE_DURATION = "inkwell.queue.duration";

    /** From then until the prompt was computed. */
    static final String PREFILL_DURATION = "inkwell.prefill.duration";

    /** From then until the last token. */
    static final String DECODE_DURATION = "inkwell.decode.duration";

    static final String PROMPT_TOKENS = "inkwell.tokens.prompt";

    static final String GENERATED_TOKENS = "inkwell.tokens.generated";

    /** Prompt tokens that were looked up in the prefix cache. */
    static final String PREFIX_CACHE_QUERIES = "inkwell.prefix_cache.queries";

    /** Those of them that were found there, and so not computed. */
    static final String PREFIX_CACHE_HITS = "inkwell.prefix_cache.hits";

    /** Tokens that were computed ahead, whatever became of them. */
    static final String DRAFTED_TOKENS = "inkwell.speculation.drafted";

    /** Those of them that were right, each of which saved a step. */
    static final String ACCEPTED_TOKENS = "inkwell.speculation.accepted";

    /** Texts that ended, by {@link TagNames#REASON}. */
    static final String FINISHED = "inkwell.requests.finished";

    /** Requests that were answered with an error, by {@link TagNames#REASON}. */
    static final String REJECTED = "inkwell.requests.rejected";

    static final String RUNNING = "inkwell.requests.running";

    static final String WAITING = "inkwell.requests.waiting";

    static final String WAITING_TOKENS = "inkwell.requests.waiting.tokens";

    static final String KV_USAGE = "inkwell.kv.usage";

    static final String STEP_DURATION = "inkwell.step.duration";

    /** The batch size: texts that a step computed something for. */
    static final String STEP_SEQUENCES = "inkwell.step.sequences";

    static final String STEP_TOKENS = "inkwell.step.tokens";

    static final String LAST_STEP_AGE = "inkwell.engine.last_step.age";

    /** As Prometheus's own clients call it. */
    static final String RESIDENT_MEMORY = "process.resident.memory";

    /** As Prometheus's own clients call it. */
    static final String CPU_TIME = "process.cpu";

    static final String COMPILATION_TIME = "jvm.compilation.time";

    /** The processors that the JVM may use. */
    static final String PROCESSORS = "system.cpus";

    private MeterNames() {
    }

}
