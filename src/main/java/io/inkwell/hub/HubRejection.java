package io.inkwell.hub;

/** Describes error responses of the hub. */
record HubRejection(HubId id, HubSettings settings) {

    String message(HubResponse response) {
        return switch (response.status()) {
            case HubResponse.UNAUTHORIZED, HubResponse.FORBIDDEN, HubResponse.NOT_FOUND -> rejected(response);
            case HubResponse.PROXY_AUTHENTICATION ->
                "the proxy requires a user or rejects the given one: set HTTPS_PROXY or HTTP_PROXY to http://user:password@host:port";
            case HubResponse.TOO_MANY_REQUESTS -> "the hub limits the rate of requests and requests a wait of %d s: %s"
                .formatted(response.retryAfter().toSeconds(),
                        "start again later" + (hasToken() ? "" : ", or set HF_TOKEN, which has a higher limit"));
            default -> "the hub at %s returns status %d for %s: start again later, or check HF_ENDPOINT"
                .formatted(this.settings.endpoint(), response.status(), this.id);
        };
    }

    private String rejected(HubResponse response) {
        return switch (response.errorCode()) {
            case "GatedRepo" -> gated();
            case "RevisionNotFound" ->
                "the repository %s has no revision \"%s\": set one of the branches, tags or commits "
                    .formatted(this.id.repository(), this.id.revision()) + "at " + page() + "/tree/main";
            case "EntryNotFound" ->
                "a file of %s is missing at the hub, which listed it: start again".formatted(this.id);
            default -> (response.status() == HubResponse.FORBIDDEN) ? gated() : missing(response);
        };
    }

    private String gated() {
        return "access to the repository %s is restricted: accept its conditions at %s, and "
            .formatted(this.id.repository(), page())
                + (hasToken() ? "check that HF_TOKEN belongs to that account and may read the repository"
                        : "set HF_TOKEN to a token of that account");
    }

    private String missing(HubResponse response) {
        String fact = "the hub at %s has no repository %s".formatted(this.settings.endpoint(), this.id.repository());
        if (!hasToken()) {
            return fact + " for anonymous users: check the spelling, or set HF_TOKEN if it is private";
        }
        return (response.status() == HubResponse.UNAUTHORIZED)
                ? "the hub at " + this.settings.endpoint() + " rejects HF_TOKEN for " + this.id.repository()
                        + ": check the token and the spelling"
                : fact + ": check the spelling, and that HF_TOKEN may read it if it is private";
    }

    private String page() {
        return this.settings.endpoint() + "/" + this.id.repository();
    }

    private boolean hasToken() {
        return this.settings.token() != null;
    }

}
