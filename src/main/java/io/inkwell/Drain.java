package io.inkwell;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import io.inkwell.explanation.ExplanationLane;
import io.inkwell.registry.ModelRegistry;
import io.inkwell.web.OpenExchanges;

/**
 * The end of the service: new requests are refused, those under way have a while to
 * finish, and what is left then is told that it ends here. Its phase is the first to
 * stop, so the socket stays open meanwhile, and a refusal is an answer and not a reset.
 * That nobody takes the service for ready any more, Boot has seen to before.
 */
@Component
class Drain implements SmartLifecycle {

    private static final Logger logger = LoggerFactory.getLogger(Drain.class);

    private final Duration patience;

    private final OpenExchanges exchanges;

    private final ModelRegistry models;

    private final ObjectProvider<ExplanationLane> explanations;

    private volatile boolean running;

    Drain(InkwellProperties properties, OpenExchanges exchanges, ModelRegistry models,
            ObjectProvider<ExplanationLane> explanations) {
        this.patience = properties.shutdown().drain();
        this.exchanges = exchanges;
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
        this.exchanges.refuse();
        if (this.exchanges.numOpen() > 0) {
            logger.info("Draining: requests under way: {}, with {} to finish", this.exchanges.numOpen(), this.patience);
        }
        if (!haveFinished()) {
            logger.warn("Draining is over: requests that end unfinished: {}", this.exchanges.numOpen());
            // Every engine tells its requests that it goes; what they then say last, Boot
            // waits for.
            this.models.all().forEach((model) -> model.pool().close());
            this.explanations.ifAvailable(ExplanationLane::close);
        }
    }

    private boolean haveFinished() {
        try {
            return this.exchanges.awaitNone(this.patience);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public boolean isRunning() {
        return this.running;
    }

    /** What has left does not come back. */
    @Override
    public boolean isPauseable() {
        return false;
    }

}
