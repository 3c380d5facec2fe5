package io.inkwell.engine;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.inkwell.decoding.stop.FinishReason;
import io.inkwell.engine.request.EndedRequest;
import io.inkwell.engine.request.EngineListener;
import io.inkwell.engine.request.Operation;

/**
 * Passes events to a listener. Its exceptions end neither a request nor the engine: the
 * first one of each event is logged.
 */
final class GuardedListener implements EngineListener {

    private static final Logger logger = LoggerFactory.getLogger(GuardedListener.class);

    private final EngineListener listener;

    private final Set<String> failedEvents = ConcurrentHashMap.newKeySet();

    GuardedListener(EngineListener listener) {
        this.listener = listener;
    }

    @Override
    public void onStep(int numSequences, int numRows, Duration duration) {
        guard("onStep", () -> this.listener.onStep(numSequences, numRows, duration));
    }

    @Override
    public void onPrompt(int numTokens) {
        guard("onPrompt", () -> this.listener.onPrompt(numTokens));
    }

    @Override
    public void onPrefixLookup(int numTokens, int numFound) {
        guard("onPrefixLookup", () -> this.listener.onPrefixLookup(numTokens, numFound));
    }

    @Override
    public void onFirstToken(Operation operation, Duration sinceArrival) {
        guard("onFirstToken", () -> this.listener.onFirstToken(operation, sinceArrival));
    }

    @Override
    public void onToken() {
        guard("onToken", this.listener::onToken);
    }

    @Override
    public void onDraft(int numDrafted, int numAccepted) {
        guard("onDraft", () -> this.listener.onDraft(numDrafted, numAccepted));
    }

    @Override
    public void onFinish(FinishReason reason) {
        guard("onFinish", () -> this.listener.onFinish(reason));
    }

    @Override
    public void onEnd(EndedRequest ended) {
        guard("onEnd", () -> this.listener.onEnd(ended));
    }

    @Override
    public void onReplacement(boolean succeeded) {
        guard("onReplacement", () -> this.listener.onReplacement(succeeded));
    }

    private void guard(String event, Runnable call) {
        try {
            call.run();
        }
        catch (RuntimeException | Error ex) {
            if (this.failedEvents.add(event)) {
                logger.error("EngineListener.{} threw an exception", event, ex);
            }
        }
    }

}
