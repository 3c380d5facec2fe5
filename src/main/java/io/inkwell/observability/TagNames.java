package io.inkwell.observability;

/** Keys of tags, and of span attributes with the same names. */
final class TagNames {

    static final String OPERATION = "gen_ai.operation.name";

    static final String PROVIDER = "gen_ai.provider.name";

    static final String REQUEST_MODEL = "gen_ai.request.model";

    static final String RESPONSE_MODEL = "gen_ai.response.model";

    static final String TOKEN_TYPE = "gen_ai.token.type";

    /** Empty, which Prometheus treats as absent, without an error. */
    static final String ERROR_TYPE = "error.type";

    static final String DEVICE = "device";

    static final String KEY = "key";

    static final String LIMIT = "limit";

    static final String OUTCOME = "outcome";

    static final String REASON = "reason";

    static final String STATE = "state";

    private TagNames() {
    }

}
