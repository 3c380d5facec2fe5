package io.inkwell.web.connection;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import reactor.netty.http.logging.HttpMessageArgProvider;
import reactor.netty.http.logging.ReactorNettyHttpMessageLogFactory;

/**
 * Logs in one line why a request cannot be decoded. Reactor Netty would add a line for
 * each header.
 */
final class DecodingLog extends ReactorNettyHttpMessageLogFactory {

    private static final int MAX_LENGTH = 200;

    @Override
    public String warn(HttpMessageArgProvider message) {
        Throwable cause = (message.decoderResult() != null) ? message.decoderResult().cause() : null;
        return (cause != null) ? line(cause.getMessage()) : super.warn(message);
    }

    // Some reasons quote the request.
    private static String line(@Nullable String reason) {
        String text = Objects.requireNonNullElse(reason, "unknown").replaceAll("\\P{Print}", "?");
        return text.substring(0, Math.min(text.length(), MAX_LENGTH));
    }

}
