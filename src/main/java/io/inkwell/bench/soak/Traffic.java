package io.inkwell.bench.soak;

import java.util.Set;

/** The kinds of requests in a soak test. */
enum Traffic {

    /** A streamed completion, read to its end. */
    COMPLETION(50),

    /** A streamed completion whose client disconnects. */
    CANCELLATION(10),

    /** A streamed completion whose client reads slower than the server writes. */
    SLOW_READER(10),

    /** A prompt that fills most of the context. */
    LONG_PROMPT(10),

    /** An explanation of a next token. */
    EXPLANATION(10),

    /** A request that the server must reject. */
    GARBAGE(10);

    static final String OK = "HTTP 200";

    static final String CANCELLED = "cancelled";

    /** Rejections of an overloaded server. */
    static final Set<String> OVERLOAD = Set.of("HTTP 429", "HTTP 503");

    private static final Set<String> CLIENT_ERRORS = Set.of("HTTP 400", "HTTP 404", "HTTP 413", "HTTP 422");

    private final int percent;

    Traffic(int percent) {
        this.percent = percent;
    }

    /**
     * The kind at a position of the mix.
     * @param position from 0 to 99
     */
    static Traffic at(int position) {
        int end = 0;
        for (Traffic traffic : values()) {
            end += traffic.percent;
            if (position < end) {
                return traffic;
            }
        }
        throw new IllegalArgumentException("position must be from 0 to " + (end - 1) + "; given: " + position);
    }

    /** Whether a server without faults may cause this outcome. */
    boolean permits(String outcome) {
        return OVERLOAD.contains(outcome) || switch (this) {
            case GARBAGE -> CLIENT_ERRORS.contains(outcome);
            case CANCELLATION -> outcome.equals(OK) || outcome.equals(CANCELLED);
            case COMPLETION, SLOW_READER, LONG_PROMPT, EXPLANATION -> outcome.equals(OK);
        };
    }

}
