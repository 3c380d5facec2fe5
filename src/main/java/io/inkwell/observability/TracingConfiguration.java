package io.inkwell.observability;

import java.util.Set;

import io.micrometer.observation.ObservationPredicate;
import io.micrometer.tracing.otel.bridge.Slf4JEventListener;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;

/** Configures which requests are observed, and the trace fields of log lines. */
@Configuration(proxyBeanMethods = false)
class TracingConfiguration {

    private static final Set<String> PROBES = Set.of("/livez", "/readyz", "/health", "/ping", MetricsPathFilter.PATH,
            FiguresController.PATH);

    /** Names of the Elastic Common Schema, the log format in containers. */
    @Bean
    Slf4JEventListener traceIdsInLogs() {
        return new Slf4JEventListener("trace.id", "span.id");
    }

    /** Probes and scrapes are too frequent to trace. */
    @Bean
    ObservationPredicate exceptProbes() {
        return (name, context) -> !(context instanceof ServerRequestObservationContext server
                && isProbe(server.getCarrier()));
    }

    private static boolean isProbe(@Nullable ServerHttpRequest request) {
        String path = (request != null) ? request.getPath().value() : "";
        return path.startsWith("/actuator") || PROBES.contains(path);
    }

}
