package io.inkwell.cli;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/** The service did not start; the message is Spring Boot's own, in one line. */
final class FailedStartException extends RuntimeException {

    FailedStartException(RuntimeException cause, Environment environment) {
        super(description(cause, environment).replaceAll("\\s+", " ").strip(), cause);
    }

    private static String description(RuntimeException failure, Environment environment) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FailureAnalyzedException analyzed) {
                return analyzed.analysis().getDescription();
            }
        }
        // Some analyzers ask for a bean factory, which there is none of: they are left
        // out.
        List<FailureAnalyzer> analyzers = SpringFactoriesLoader.forDefaultResourceLocation()
            .load(FailureAnalyzer.class, ArgumentResolver.of(Environment.class, environment),
                    FailureHandler.handleMessage((message, problem) -> {
                    }));
        return analyzers.stream()
            .map((analyzer) -> analyzer.analyze(failure))
            .filter(Objects::nonNull)
            .map(FailureAnalysis::getDescription)
            .findFirst()
            .orElseGet(() -> rootMessage(failure));
    }

    private static String rootMessage(Throwable failure) {
        Throwable cause = failure.getCause();
        return (cause != null) ? rootMessage(cause) : String.valueOf(failure.getMessage());
    }

}
