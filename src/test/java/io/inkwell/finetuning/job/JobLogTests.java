package io.inkwell.finetuning.job;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.inkwell.finetuning.Database;
import io.inkwell.finetuning.FineTuningFolder;
import io.inkwell.finetuning.RandomIds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

class JobLogTests {

    private static final String JOB = "ftjob-a";

    private final FineTuningFolder folder;

    private final Database database;

    private final JobLog log;

    JobLogTests(@TempDir Path root) throws IOException {
        this.folder = FineTuningFolder.open(root);
        this.database = Database.open(this.folder, null, null, null);
        this.log = new JobLog(this.database.client(), new RandomIds(new Random(1)), () -> Instant.EPOCH);
    }

    @AfterEach
    void close() throws IOException {
        this.database.close();
        this.folder.close();
    }

    /** A stream of events reads those after the last one that it has read. */
    @Test
    void aReaderMissesNoEventOfASlowTransaction() throws InterruptedException {
        CountDownLatch added = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        Thread slow = new Thread(() -> this.database.inTransaction(() -> {
            add("first");
            added.countDown();
            awaitQuietly(commit);
            return JOB;
        }));
        Thread fast = new Thread(() -> add("second"));
        slow.start();
        added.await();
        fast.start();
        await().until(() -> fast.getState() == Thread.State.WAITING || fast.getState() == Thread.State.TERMINATED);

        List<JobEvent> read = new ArrayList<>(this.log.eventsAfter(JOB, 0, 10));
        commit.countDown();
        slow.join();
        fast.join();
        read.addAll(this.log.eventsAfter(JOB, read.isEmpty() ? 0 : read.get(read.size() - 1).seq(), 10));

        assertThat(read).extracting(JobEvent::message).containsExactly("first", "second");
    }

    @Test
    void aTransactionWithSeveralEventsLetsOthersAdd() {
        this.database.inTransaction(() -> {
            add("first");
            add("second");
            return JOB;
        });
        Thread other = new Thread(() -> add("third"));
        other.setDaemon(true);
        other.start();

        await().until(() -> !other.isAlive());
        assertThat(this.log.eventsAfter(JOB, 0, 10)).extracting(JobEvent::message)
            .containsExactly("first", "second", "third");
    }

    @Test
    void aTransactionThatFailsLetsOthersAdd() {
        assertThatIllegalStateException().isThrownBy(() -> this.database.inTransaction(() -> {
            add("first");
            throw new IllegalStateException("rolled back");
        }));
        Thread other = new Thread(() -> add("second"));
        other.start();

        await().until(() -> !other.isAlive());
        assertThat(this.log.eventsAfter(JOB, 0, 10)).extracting(JobEvent::message).containsExactly("second");
    }

    @Test
    void deletesTheEventsAndCheckpointsOfAJob() {
        add("first");
        this.log.add("ftjob-b", JobEvent.Level.INFO, "of another", null);
        this.log.addCheckpoint(JOB, 1, "model", Map.of());

        this.log.delete(JOB);

        assertThat(this.log.eventsAfter(JOB, 0, 10)).isEmpty();
        assertThat(this.log.eventsAfter("ftjob-b", 0, 10)).hasSize(1);
    }

    private void add(String message) {
        this.log.add(JOB, JobEvent.Level.INFO, message, null);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

}
