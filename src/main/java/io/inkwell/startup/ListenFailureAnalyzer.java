package io.inkwell.startup;

import java.net.BindException;
import java.util.Locale;

import io.netty.channel.unix.Errors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServerException;

/**
 * Explains in one sentence why the service cannot listen. Spring Boot already explains a
 * port in use.
 */
class ListenFailureAnalyzer extends AbstractFailureAnalyzer<WebServerException> {

    private static final String ADVICE = """
            Set server.address to an address of this machine and server.port to a port that this user may open. Ports \
            below 1024 may require privileges.""";

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, WebServerException cause) {
        return (cause instanceof PortInUseException) ? null : analyze(cause);
    }

    private static @Nullable FailureAnalysis analyze(WebServerException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException || cause instanceof Errors.NativeIoException) {
                return new FailureAnalysis("The service cannot listen: " + reason(cause) + ".", ADVICE, failure);
            }
        }
        return null;
    }

    // Netty's message starts with a function name and a number.
    private static String reason(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).replaceFirst("^.*\\(-\\d+\\): ", "");
        return message.toLowerCase(Locale.ROOT);
    }

}
