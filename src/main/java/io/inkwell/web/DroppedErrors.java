package io.inkwell.web;

import java.util.concurrent.CancellationException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Hooks;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * Logs errors of Reactor that nothing receives, because the request has ended. A client
 * that disconnects causes some of them, and so does a request that is invalid.
 */
@Component
final class DroppedErrors {

    private static final Logger logger = LoggerFactory.getLogger(DroppedErrors.class);

    DroppedErrors() {
        Hooks.resetOnErrorDropped();
        Hooks.onErrorDropped(DroppedErrors::log);
    }

    private static void log(Throwable error) {
        if (isExpected(error)) {
            logger.debug("An error occurred after the end of a request", error);
        }
        else {
            logger.error("An error occurred after the end of a request", error);
        }
    }

    private static boolean isExpected(Throwable error) {
        boolean isFault = !(error instanceof ServiceException known) || known.kind() == ErrorKind.GENERATION_FAILED;
        return Failures.isDisconnect(error) || error instanceof CancellationException || !isFault;
    }

}
