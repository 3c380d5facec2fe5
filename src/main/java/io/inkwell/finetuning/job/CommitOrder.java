package io.inkwell.finetuning.job;

import java.util.concurrent.locks.ReentrantLock;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Makes the rows of a table visible in the order of their positions: a writer waits for
 * the end of the transaction that has inserted rows before it. Without it, a reader who
 * remembers the last position could miss a row. Thread-safe.
 */
final class CommitOrder {

    private final ReentrantLock lock = new ReentrantLock();

    /**
     * Runs an insert, and keeps other writers out until its transaction, if any, ends.
     */
    void insert(Runnable statement) {
        this.lock.lock();
        try {
            statement.run();
        }
        finally {
            if (TransactionSynchronizationManager.isSynchronizationActive()) {
                TransactionSynchronizationManager.registerSynchronization(new Unlock(this.lock));
            }
            else {
                this.lock.unlock();
            }
        }
    }

    /**
     * No record: a transaction keeps one of several equal synchronizations, and each
     * insert needs its own.
     */
    private static final class Unlock implements TransactionSynchronization {

        private final ReentrantLock lock;

        Unlock(ReentrantLock lock) {
            this.lock = lock;
        }

        @Override
        public void afterCompletion(int status) {
            this.lock.unlock();
        }

    }

}
