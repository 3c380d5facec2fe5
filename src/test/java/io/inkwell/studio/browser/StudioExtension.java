package io.inkwell.studio.browser;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.test.context.junit.jupiter.SpringExtension;

import io.inkwell.ServiceClient;

/**
 * Gives the constructor of a test a {@link StudioBrowser} with a new tab, and a client of
 * the service. All tests share one Chromium, and are skipped without it. A test that
 * fails leaves a picture of the page and its console in {@code target/studio}.
 */
public final class StudioExtension implements ExecutionCondition, BeforeAllCallback, ParameterResolver,
        AfterTestExecutionCallback, AfterAllCallback {

    private static final Path FAILURES = Path.of("target/studio");

    /** A test of the studio waits many times, mostly for milliseconds. */
    private static final Duration POLL = Duration.ofMillis(20);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Chromium.isInstalled() ? ConditionEvaluationResult.enabled("Chromium is installed")
                : ConditionEvaluationResult.disabled("chromium and chromium-driver are not installed");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(POLL);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == StudioBrowser.class || type == ServiceClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        int port = SpringExtension.getApplicationContext(context)
            .getEnvironment()
            .getRequiredProperty("local.server.port", Integer.class);
        return (parameter.getParameter().getType() == ServiceClient.class) ? new ServiceClient(port)
                : StudioBrowser.inNewTab(chromium(context), port);
    }

    /** The browser, which JUnit closes after the last test. */
    private static Chromium chromium(ExtensionContext context) {
        return context.getRoot()
            .getStore(Namespace.create(StudioExtension.class))
            .computeIfAbsent(Chromium.class, (type) -> Chromium.start(), Chromium.class);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) throws IOException {
        if (context.getExecutionException().isPresent()) {
            String name = Stream
                .of(context.getRequiredTestClass().getSimpleName(), context.getRequiredTestMethod().getName(),
                        context.getDisplayName())
                .collect(Collectors.joining("."))
                .replaceAll("[^\\w.]+", "-");
            new PageRecord(chromium(context).driver()).write(FAILURES, name);
        }
    }

    /** Leaves no page that sends requests. */
    @Override
    public void afterAll(ExtensionContext context) {
        Awaitility.reset();
        chromium(context).driver().get("about:blank");
    }

}
