package io.inkwell.finetuning.job;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.inkwell.finetuning.Database;
import io.inkwell.finetuning.FineTuningFolder;
import io.inkwell.finetuning.process.TrainingProcess;

/**
 * Runs the jobs, one at a time: one thread waits for the process of the job, another one
 * reads files and deletes folders. The database has the state; a client that changes it
 * tells the worker afterwards. Thread-safe.
 */
public final class JobWorker implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(JobWorker.class);

    private static final int RETRY_SECONDS = 5;

    private static final EnumSet<JobStatus> QUEUED = EnumSet.of(JobStatus.QUEUED);

    private static final EnumSet<JobStatus> VALIDATING = EnumSet.of(JobStatus.VALIDATING_FILES);

    private final JobTable jobs;

    private final JobLog log;

    private final FineTuningFolder folder;

    private final FileValidation files;

    private final JobRunner runner;

    private final JobRetention retention;

    private final InstantSource clock;

    private final Duration patience;

    private final ExecutorService training = thread("fine-tuning");

    private final ExecutorService reading;

    private volatile boolean closing;

    /** The job that runs, and its process; both null between jobs. */
    private @Nullable String currentJob;

    private @Nullable TrainingProcess currentProcess;

    /**
     * @param reading one thread for files and folders
     * @param patience how long the end of the service waits for a checkpoint
     */
    JobWorker(JobTable jobs, JobLog log, FineTuningFolder folder, FileValidation files, JobRunner runner,
            JobRetention retention, ExecutorService reading, Duration patience, InstantSource clock) {
        this.jobs = jobs;
        this.log = log;
        this.folder = folder;
        this.files = files;
        this.runner = runner;
        this.retention = retention;
        this.reading = reading;
        this.patience = patience;
        this.clock = clock;
    }

    static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor((task) -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Continues the jobs of an earlier service. */
    void recover() {
        execute(this.reading, this.runner::deleteLeftovers);
        execute(this.reading, this.retention::apply);
        execute(this.reading, this.retention::deleteLogs);
        this.jobs.in(VALIDATING).forEach((job) -> validate(job.id()));
        runQueued();
    }

    /** Reads the files of a new job, which is queued then. */
    void validate(String id) {
        execute(this.reading, () -> {
            Optional<Job> found = this.jobs.find(id).filter((job) -> job.status() == JobStatus.VALIDATING_FILES);
            if (found.isPresent()) {
                validate(found.get());
            }
        });
    }

    private void validate(Job job) throws IOException {
        Optional<JobError> problem = this.files.problem("training_file", job.request().trainingFile());
        String other = job.request().validationFile();
        if (problem.isEmpty() && other != null) {
            problem = this.files.problem("validation_file", other);
        }
        if (problem.isPresent()) {
            this.runner.fail(job, problem.get());
            this.retention.apply();
        }
        else if (this.jobs.change(job.id(), VALIDATING, JobStatus.QUEUED, this.clock.instant())) {
            this.log.add(job.id(), JobEvent.Level.INFO, "Files validated, moving job to queued state", null);
            runQueued();
        }
    }

    private void runQueued() {
        execute(this.training, () -> {
            // No job runs now: one that the table calls running has lost its service or
            // its database.
            this.jobs.requeueRunning();
            for (Optional<Job> next = this.jobs.nextQueued(); next.isPresent()
                    && !this.closing; next = this.jobs.nextQueued()) {
                if (this.jobs.change(next.get().id(), QUEUED, JobStatus.RUNNING, this.clock.instant())) {
                    run(next.get());
                }
            }
        });
    }

    private void run(Job job) throws IOException, InterruptedException {
        try (TrainingProcess process = this.runner.start(job)) {
            follow(job, process);
        }
        catch (IOException | RuntimeException ex) {
            if (Database.isOutage(ex)) {
                throw ex;
            }
            this.runner.fail(job, JobRunner.startFailure(ex));
        }
        if (this.jobs.find(job.id()).map((each) -> each.status() == JobStatus.CANCELLED).orElse(true)) {
            new JobFolder(this.folder.job(job.id())).delete();
        }
        execute(this.reading, this.retention::apply);
    }

    private void follow(Job job, TrainingProcess process) throws IOException, InterruptedException {
        try {
            begin(job.id(), process);
            this.runner.follow(job, process, () -> this.closing);
        }
        catch (RuntimeException ex) {
            process.stop();
            process.awaitEnd(this.patience);
            throw ex;
        }
        finally {
            end();
        }
    }

    private void begin(String id, TrainingProcess process) {
        synchronized (this) {
            this.currentJob = id;
            this.currentProcess = process;
        }
        // The client may have changed the state before there was a process to stop.
        if (this.closing || this.jobs.find(id).filter((job) -> job.status() == JobStatus.RUNNING).isEmpty()) {
            process.stop();
        }
    }

    private synchronized void end() {
        this.currentJob = null;
        this.currentProcess = null;
    }

    private synchronized @Nullable TrainingProcess processOf(String id) {
        return id.equals(this.currentJob) ? this.currentProcess : null;
    }

    /** Stops the process of a job that is paused now, with a checkpoint. */
    void stop(String id) {
        TrainingProcess process = processOf(id);
        if (process != null) {
            process.stop();
        }
    }

    /** Ends the process of a job that is cancelled now, and deletes its folder. */
    void discard(String id) {
        this.runner.cancelled(id);
        TrainingProcess process = processOf(id);
        if (process != null) {
            process.kill();
        }
        else {
            // Behind a run that starts at this moment.
            execute(this.training, () -> new JobFolder(this.folder.job(id)).delete());
        }
        execute(this.reading, this.retention::apply);
    }

    private void execute(ExecutorService executor, Task task) {
        try {
            executor.execute(() -> run(executor, task));
        }
        catch (RejectedExecutionException ex) {
            // The service shuts down; the next one continues.
        }
    }

    private void run(ExecutorService executor, Task task) {
        try {
            try {
                task.run();
            }
            catch (RuntimeException ex) {
                if (!Database.isOutage(ex)) {
                    throw ex;
                }
                logger.warn("The database of fine-tuning cannot be reached; jobs continue when it can be: {}",
                        ex.getMessage());
                TimeUnit.SECONDS.sleep(RETRY_SECONDS);
                execute(executor, task);
            }
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        catch (IOException | RuntimeException ex) {
            logger.error("Fine-tuning failed; the job continues after a restart of the service", ex);
        }
    }

    /** Asks the job that runs to save a checkpoint and to end, and starts no other. */
    public void stopAll() {
        this.closing = true;
        TrainingProcess process;
        synchronized (this) {
            process = this.currentProcess;
        }
        if (process != null) {
            process.stop();
        }
    }

    /** Waits for the checkpoint of the job that runs. */
    @Override
    public void close() {
        stopAll();
        this.reading.shutdownNow();
        this.training.shutdown();
        try {
            if (!this.training.awaitTermination(this.patience.toMillis(), TimeUnit.MILLISECONDS)) {
                logger.warn("The fine-tuning job did not save a checkpoint within {} s; it continues from its last one",
                        this.patience.toSeconds());
                this.training.shutdownNow();
            }
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a thread does. */
    private interface Task {

        void run() throws IOException, InterruptedException;

    }

}
