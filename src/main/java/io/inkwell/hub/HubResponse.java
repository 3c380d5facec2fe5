package io.inkwell.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A response of the hub or of the host to which it redirects.
 *
 * @param body never null; closing it ends the connection
 */
record HubResponse(int status, HttpHeaders headers, InputStream body) implements AutoCloseable {

    static final int PARTIAL_CONTENT = 206;

    static final int UNAUTHORIZED = 401;

    static final int FORBIDDEN = 403;

    static final int NOT_FOUND = 404;

    static final int PROXY_AUTHENTICATION = 407;

    static final int RANGE_NOT_SATISFIABLE = 416;

    static final int TOO_MANY_REQUESTS = 429;

    private static final int OK = 200;

    private static final int REDIRECT = 300;

    private static final int CLIENT_ERROR = 400;

    private static final int SERVER_ERROR = 500;

    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");

    /** Of {@code "api";r=0;t=55}: no request is left for 55 seconds. */
    private static final Pattern RESET = Pattern.compile(";\\s*r\\s*=\\s*0\\s*;\\s*t\\s*=\\s*(\\d{1,6})");

    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-.*");

    boolean isSuccess() {
        return this.status >= OK && this.status < REDIRECT;
    }

    boolean isRedirect() {
        return this.status >= REDIRECT && this.status < CLIENT_ERROR;
    }

    boolean isServerError() {
        return this.status >= SERVER_ERROR;
    }

    /** The hub's code of an error, such as {@code GatedRepo}; empty without one. */
    String errorCode() {
        return this.headers.firstValue("x-error-code").orElse("");
    }

    /**
     * The wait that the hub requests: the reset of its rate limit, or else
     * {@code Retry-After} in seconds or as a date; one second without them.
     */
    Duration retryAfter() {
        Matcher reset = RESET.matcher(this.headers.firstValue("ratelimit").orElse(""));
        String retry = this.headers.firstValue("retry-after").orElse("");
        if (reset.find()) {
            return Duration.ofSeconds(Long.parseLong(reset.group(1)));
        }
        if (SECONDS.matcher(retry).matches()) {
            return Duration.ofSeconds(Long.parseLong(retry));
        }
        Optional<Instant> now = date("date");
        return date("retry-after").flatMap((then) -> now.map((start) -> Duration.between(start, then)))
            .filter((wait) -> !wait.isNegative())
            .orElse(Duration.ofSeconds(1));
    }

    private Optional<Instant> date(String header) {
        try {
            return this.headers.firstValue(header).map(DateTimeFormatter.RFC_1123_DATE_TIME::parse).map(Instant::from);
        }
        catch (DateTimeException ex) {
            return Optional.empty();
        }
    }

    /** The offset of the first byte; empty if it is unknown. */
    OptionalLong offset() {
        if (this.status != PARTIAL_CONTENT) {
            return OptionalLong.of(0);
        }
        Matcher range = RANGE.matcher(this.headers.firstValue("content-range").orElse(""));
        return range.matches() ? OptionalLong.of(Long.parseLong(range.group(1))) : OptionalLong.empty();
    }

    @Override
    public void close() throws IOException {
        this.body.close();
    }

}
