package io.inkwell.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Hooks;

/**
 * Logs errors of Reactor that nothing receives, because an earlier one has ended the
 * request. A client that resets its connection causes two, so its second one is dropped.
 */
@Component
final class DroppedErrors {

    private static final Logger logger = LoggerFactory.getLogger(DroppedErrors.class);

    DroppedErrors() {
        Hooks.resetOnErrorDropped();
        Hooks.onErrorDropped(DroppedErrors::log);
    }

    private static void log(Throwable error) {
        if (!Failures.isDisconnect(error)) {
            logger.error("An error occurred after the end of a request", error);
        }
    }

}
