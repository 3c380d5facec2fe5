package io.inkwell.startup;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import io.inkwell.explanation.ExplanationLane;
import io.inkwell.registry.ModelRegistry;
import io.inkwell.settings.InkwellProperties;
import io.inkwell.web.connection.InFlightRequests;
import io.inkwell.web.connection.LingeringClose;

/**
 * Ends the service: refuses new requests, gives running ones time to finish, ends the
 * rest with an error, and waits until clients have received their responses. Its phase
 * stops first, so the socket stays open meanwhile and a refusal is a response, not a
 * reset. Boot has already set readiness to refusing.
 */
@Component
class Drain implements SmartLifecycle {

    private static final Logger logger = LoggerFactory.getLogger(Drain.class);

    /** How long clients may take to receive the end of what is written. */
    private static final Duration DELIVERY = Duration.ofSeconds(5);

    private final Duration patience;

    private final InFlightRequests exchanges;

    private final LingeringClose connections;

    private final ModelRegistry models;

    private final ObjectProvider<ExplanationLane> explanations;

    private volatile boolean running;

    Drain(InkwellProperties properties, InFlightRequests exchanges, LingeringClose connections, ModelRegistry models,
            ObjectProvider<ExplanationLane> explanations) {
        this.patience = properties.shutdown().drain();
        this.exchanges = exchanges;
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
        this.exchanges.refuse();
        if (this.exchanges.count() > 0) {
            logger.info("Draining: requests under way: {}, with {} to finish", this.exchanges.count(), this.patience);
        }
        if (!this.exchanges.awaitNone(this.patience)) {
            logger.warn("Draining is over: requests that end unfinished: {}", this.exchanges.count());
            // Each engine fails its requests, whose responses then end with an error.
            this.models.all().forEach((model) -> model.pool().close());
            this.explanations.ifAvailable(ExplanationLane::close);
        }
        if (!this.connections.closeAll(DELIVERY)) {
            logger.info("Clients that have not closed their connections after {} are not waited for", DELIVERY);
        }
    }

    @Override
    public boolean isRunning() {
        return this.running;
    }

    /** A drained service does not start again. */
    @Override
    public boolean isPauseable() {
        return false;
    }

}
