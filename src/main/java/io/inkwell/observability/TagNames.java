package io.inkwell.observability;

/** The keys of tags, and of the attributes of spans that are called the same. */
final class TagNames {

    static final String OPERATION = "gen_ai.operation.name";

    static final String PROVIDER = "gen_ai.provider.name";

    static final String REQUEST_MODEL = "gen_ai.request.model";

    static final String RESPONSE_MODEL = "gen_ai.response.model";

    static final String TOKEN_TYPE = "gen_ai.token.type";

    /** Empty, which to Prometheus is absent, where nothing went wrong. */
    static final String ERROR_TYPE = "error.type";

    static final String DEVICE = "device";

    static final String REASON = "reason";

    private TagNames() {
    }

}
