package io.inkwell;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.core.annotation.Order;

import io.inkwell.cli.WrongSetting;

/** Names the words that a setting takes; Spring Boot would name our classes as well. */
@Order(0)
class WrongChoiceAnalyzer extends AbstractFailureAnalyzer<BindException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        return WrongSetting.isChoice(cause) ? WrongSetting.describe(cause)
            .map((sentence) -> new FailureAnalysis(sentence + ".", action(cause), cause))
            .orElse(null) : null;
    }

    private static String action(BindException failure) {
        Origin origin = Origin.from(failure.getProperty());
        return (origin == null) ? "Correct the value." : "Correct the value. Its origin is " + origin + ".";
    }

}
