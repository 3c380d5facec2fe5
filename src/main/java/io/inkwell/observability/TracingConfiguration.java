package io.inkwell.observability;

import java.util.Set;

import io.micrometer.observation.ObservationPredicate;
import io.micrometer.tracing.otel.bridge.Slf4JEventListener;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;

/** What of the service is observed, and what its log lines call a trace. */
@Configuration(proxyBeanMethods = false)
class TracingConfiguration {

    private static final Set<String> PROBES = Set.of("/livez", "/readyz", "/health", "/ping", MetricsPath.PATH);

    /** By the names of the Elastic Common Schema, in which a container logs. */
    @Bean
    Slf4JEventListener traceIdsInLogs() {
        return new Slf4JEventListener("trace.id", "span.id");
    }

    /** Probes and scrapes come every few seconds and would bury what is worth a trace. */
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
