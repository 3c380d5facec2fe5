package io.inkwell.startup;

import java.math.BigDecimal;
import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import io.inkwell.explanation.ExplanationExecutor;
import io.inkwell.registry.ModelRegistry;
import io.inkwell.settings.InkwellProperties;
import io.inkwell.web.connection.InFlightRequests;
import io.inkwell.web.connection.LingeringClose;

/**
 * Shuts the service down: rejects new requests, waits for running ones, fails the rest,
 * and waits until clients have received their responses. This lifecycle phase stops
 * first, so the socket stays open and rejected clients get a response. Spring Boot has
 * already changed the readiness state.
 */
@Component
class Drain implements SmartLifecycle {

    private static final Logger logger = LoggerFactory.getLogger(Drain.class);

    /** Time for clients to receive the end of their responses. */
    private static final Duration DELIVERY = Duration.ofSeconds(5);

    private final Duration timeout;

    private final InFlightRequests requests;

    private final LingeringClose connections;

    private final ModelRegistry models;

    private final ObjectProvider<ExplanationExecutor> explanations;

    private volatile boolean running;

    Drain(InkwellProperties properties, InFlightRequests requests, LingeringClose connections, ModelRegistry models,
            ObjectProvider<ExplanationExecutor> explanations) {
        this.timeout = properties.shutdown().drain();
        this.requests = requests;
        this.connections = connections;
        this.models = models;
        this.explanations = explanations;
    }

    @Override
    public void start() {
        this.running = true;
    }

    @Override
    public void stop() {
        this.running = false;
        try {
            drain();
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private void drain() throws InterruptedException {
        this.requests.reject();
        if (this.requests.count() > 0) {
            logger.info("Graceful shutdown: waiting up to {} s for {} active requests", seconds(this.timeout),
                    this.requests.count());
        }
        if (!this.requests.awaitNone(this.timeout)) {
            logger.warn("Graceful shutdown timed out: failing {} active requests", this.requests.count());
            // Each engine fails its requests, so their responses end with an error.
            this.models.failRequests();
            this.explanations.ifAvailable(ExplanationExecutor::close);
        }
        if (!this.connections.closeAll(DELIVERY)) {
            logger.info("Closing connections that clients did not close within {} s", seconds(DELIVERY));
        }
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
    }

    @Override
    public boolean isRunning() {
        return this.running;
    }

    /** A drained service cannot restart. */
    @Override
    public boolean isPauseable() {
        return false;
    }

}
