package io.inkwell.finetuning.api;

import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import reactor.core.publisher.Mono;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/** Runs blocking calls on threads of their own, if the service fine-tunes. */
@Component
class FineTuningCalls {

    private static final Logger logger = LoggerFactory.getLogger(FineTuningCalls.class);

    private final ObjectProvider<FineTuning> fineTuning;

    FineTuningCalls(ObjectProvider<FineTuning> fineTuning) {
        this.fineTuning = fineTuning;
    }

    /**
     * @throws ServiceException if the service does not fine-tune
     */
    FineTuning get() {
        FineTuning present = this.fineTuning.getIfAvailable();
        if (present == null) {
            throw new ServiceException(ErrorKind.NOT_FOUND,
                    "this service does not fine-tune: inkwell.fine-tuning.folder is not set");
        }
        return present;
    }

    /** Runs a call on a thread that may block. */
    <T> Mono<T> call(Function<T> call) {
        return Mono.defer(() -> {
            FineTuning present = get();
            Callable<T> bound = () -> call.apply(present);
            return Mono.fromCallable(bound).subscribeOn(present.scheduler());
        })
            .onErrorMap(FineTuningCalls::isDatabase, FineTuningCalls::unavailable)
            .onErrorMap(RejectedExecutionException.class, FineTuningCalls::overloaded);
    }

    static boolean isDatabase(Throwable failure) {
        return failure instanceof DataAccessException || failure instanceof TransactionException;
    }

    static ServiceException unavailable(Throwable failure) {
        logger.error("The database of fine-tuning failed", failure);
        return new ServiceException(ErrorKind.UNAVAILABLE,
                "the database of files and jobs is not available; try again later", null, failure);
    }

    private static ServiceException overloaded(Throwable failure) {
        return new ServiceException(ErrorKind.OVERLOADED,
                "too many calls of files and jobs wait at once; try again later", null, failure);
    }

    /** A call that may fail. */
    interface Function<T> {

        T apply(FineTuning fineTuning) throws Exception;

    }

}
