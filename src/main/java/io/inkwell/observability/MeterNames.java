package io.inkwell.observability;

/**
 * Names of all meters. Where OpenTelemetry's GenAI conventions define a name, it is used.
 * docs/observability.md lists the names in Prometheus.
 */
final class MeterNames {

    /** Time from arrival to the last token of a request. */
    static final String REQUEST_DURATION = "gen_ai.server.request.duration";

    /** Time from arrival to the first token: queueing and prefill. */
    static final String TIME_TO_FIRST_TOKEN = "gen_ai.server.time_to_first_token";

    /** Mean time between the tokens of a completion. */
    static final String TIME_PER_OUTPUT_TOKEN = "gen_ai.server.time_per_output_token";

    /** Tokens per request, by {@link TagNames#TOKEN_TYPE}. */
    static final String TOKEN_USAGE = "gen_ai.client.token.usage";

    /** Time from arrival to a slot. */
    static final String QUEUE_DURATION = "inkwell.queue.duration";

    /** Time from the slot to the end of prefill. */
    static final String PREFILL_DURATION = "inkwell.prefill.duration";

    /** Time from the end of prefill to the last token. */
    static final String DECODE_DURATION = "inkwell.decode.duration";

    static final String PROMPT_TOKENS = "inkwell.tokens.prompt";

    static final String GENERATED_TOKENS = "inkwell.tokens.generated";

    /** Prompt tokens looked up in the prefix cache. */
    static final String PREFIX_CACHE_QUERIES = "inkwell.prefix_cache.queries";

    /** Prompt tokens found in the prefix cache, which need no prefill. */
    static final String PREFIX_CACHE_HITS = "inkwell.prefix_cache.hits";

    /** Draft tokens, accepted or not. */
    static final String DRAFTED_TOKENS = "inkwell.speculation.drafted";

    /** Accepted draft tokens, each of which saves a step. */
    static final String ACCEPTED_TOKENS = "inkwell.speculation.accepted";

    /** Finished sequences, by {@link TagNames#REASON}. */
    static final String FINISHED = "inkwell.requests.finished";

    /** Requests that ended with an error, by {@link TagNames#REASON}. */
    static final String REJECTED = "inkwell.requests.rejected";

    /** Requests beyond a limit of their API key, by {@link TagNames#LIMIT}. */
    static final String RATE_LIMITED = "inkwell.requests.rate_limited";

    /** Whether replicas do not share limits as configured: 1 or 0. */
    static final String REDIS_UNAVAILABLE = "inkwell.limits.redis.unavailable";

    static final String RUNNING = "inkwell.requests.running";

    static final String WAITING = "inkwell.requests.waiting";

    static final String WAITING_TOKENS = "inkwell.requests.waiting.tokens";

    static final String KV_USAGE = "inkwell.kv.usage";

    static final String STEP_DURATION = "inkwell.step.duration";

    /** Batch size: the number of sequences in a step. */
    static final String STEP_SEQUENCES = "inkwell.step.sequences";

    static final String STEP_TOKENS = "inkwell.step.tokens";

    static final String LAST_STEP_AGE = "inkwell.engine.last_step.age";

    /** Models, by {@link TagNames#STATE}. */
    static final String MODELS = "inkwell.models";

    /** Failed replicas, by {@link TagNames#OUTCOME} of their replacement. */
    static final String REPLACEMENTS = "inkwell.replica.replacements";

    /** Fine-tuning jobs that have not ended, by {@link TagNames#STATE}. */
    static final String FINE_TUNING_JOBS = "inkwell.fine_tuning.jobs";

    /** Fine-tuning jobs that have ended, by {@link TagNames#OUTCOME}. */
    static final String FINE_TUNING_FINISHED = "inkwell.fine_tuning.jobs.finished";

    /** The name in Prometheus client libraries. */
    static final String RESIDENT_MEMORY = "process.resident.memory";

    /** Resident memory without mapped files. */
    static final String ANONYMOUS_MEMORY = "process.anonymous.memory";

    /** The name in Prometheus client libraries. */
    static final String CPU_TIME = "process.cpu";

    static final String COMPILATION_TIME = "jvm.compilation.time";

    /** Processors available to the JVM. */
    static final String PROCESSORS = "system.cpus";

    private MeterNames() {
    }

}
