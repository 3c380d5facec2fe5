package io.inkwell.finetuning.job;

import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

import io.inkwell.error.FileProblem;
import io.inkwell.error.ServiceException;
import io.inkwell.finetuning.Database;
import io.inkwell.finetuning.FineTuningFolder;
import io.inkwell.finetuning.file.FileStore;
import io.inkwell.finetuning.file.StoredFile;
import io.inkwell.finetuning.process.ProcessSettings;
import io.inkwell.finetuning.process.TrainingProcess;
import io.inkwell.training.RunEvent;
import io.inkwell.training.TrainingResult;

/** Runs one job from its start, or its last checkpoint, to its end. */
final class JobRunner {

    private static final Logger logger = LoggerFactory.getLogger(JobRunner.class);

    private static final EnumSet<JobStatus> RUNNING = EnumSet.of(JobStatus.RUNNING);

    private final Database database;

    private final JobTable jobs;

    private final JobLog log;

    private final FileStore files;

    private final FineTuningFolder folder;

    private final FineTunedModels models;

    private final ServedModels served;

    private final ProcessSettings settings;

    private final String organization;

    private final JobMeters meters;

    private final InstantSource clock;

    JobRunner(Database database, JobTable jobs, JobLog log, FileStore files, FineTuningFolder folder,
            FineTunedModels models, ServedModels served, ProcessSettings settings, String organization,
            JobMeters meters, InstantSource clock) {
        this.database = database;
        this.jobs = jobs;
        this.log = log;
        this.files = files;
        this.folder = folder;
        this.models = models;
        this.served = served;
        this.settings = settings;
        this.organization = organization;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Starts the process of a job.
     * @throws IOException if it cannot start
     */
    TrainingProcess start(Job job) throws IOException, InterruptedException {
        JobFolder run = new JobFolder(this.folder.job(job.id()));
        TrainingProcess.awaitEarlier(run.pidFile());
        boolean resume = run.hasCheckpoint();
        if (!resume) {
            run.delete();
        }
        List<String> arguments = new ArrayList<>();
        arguments.add("--model=" + this.served.location(job.model()));
        arguments.add("--output=" + run.path());
        arguments.add("--train-file=" + path(job.request().trainingFile()));
        if (job.request().validationFile() != null) {
            arguments.add("--eval-file=" + path(job.request().validationFile()));
        }
        arguments.add("--seed=" + job.request().seed());
        arguments.add("--sample-tokens=0");
        arguments.addAll(job.request().hyperparameters().arguments());
        if (resume) {
            arguments.add("--resume");
        }
        return TrainingProcess.start(this.settings, arguments, run.log(), run.pidFile());
    }

    private String path(String file) {
        return this.files.path(this.files.get(file)).toString();
    }

    /**
     * Records what the process does, until it ends.
     * @param isClosing whether the service shuts down
     */
    void follow(Job job, TrainingProcess process, BooleanSupplier isClosing) throws IOException, InterruptedException {
        String model = ModelNames.of(job, this.organization);
        RunReport report = new RunReport(job, model, this.jobs, this.log, this.clock);
        process.forEachEvent(report::accept);
        int exitCode = process.exitCode();
        RunEvent end = report.end();
        TrainingResult.Outcome outcome = (end != null) ? end.outcome() : null;
        if (outcome != null && outcome.isComplete()) {
            succeed(job, model, report.trainedTokens());
        }
        else if (outcome == TrainingResult.Outcome.DIVERGED) {
            fail(job, new JobError("training_diverged",
                    "the loss became far too large; use a smaller learning_rate or learning_rate_multiplier, or a warmup",
                    null));
        }
        else if (outcome == TrainingResult.Outcome.CANCELLED || isClosing.getAsBoolean()) {
            stopped(job, isClosing.getAsBoolean());
        }
        else {
            fail(job, failure(job, end, exitCode));
        }
    }

    private JobError failure(Job job, @Nullable RunEvent end, int exitCode) {
        if (end != null && end.message() != null) {
            JobFolder run = new JobFolder(this.folder.job(job.id()));
            return new RunFailure(new FileValidation(this.files), job, run).of(end.message(), end.option());
        }
        return new JobError("training_failed", "the process that trains ended unexpectedly, with exit code " + exitCode
                + "; it may have had too little memory: use a smaller batch_size or block_size", null);
    }

    private void succeed(Job job, String model, long trainedTokens) throws IOException {
        JobFolder run = new JobFolder(this.folder.job(job.id()));
        FineTunedModel made = new FineTunedModel(model, job.id(), job.isAdapter() ? job.model() : null);
        StoredFile figures = figures(run);
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("trained_tokens", trainedTokens);
        values.put("fine_tuned_model", model);
        values.put("result_file", (figures != null) ? figures.id() : null);
        boolean isDone = this.database.inTransaction(() -> {
            boolean changed = this.jobs.change(job.id(), RUNNING, JobStatus.SUCCEEDED, this.clock.instant(), values);
            if (changed) {
                this.models.insert(made);
                this.log.add(job.id(), JobEvent.Level.INFO, "New fine-tuned model created: " + model, null);
                this.log.add(job.id(), JobEvent.Level.INFO, "The job has successfully completed", null);
            }
            return changed;
        });
        if (isDone) {
            this.models.serve(made);
            ended(job, JobStatus.SUCCEEDED, model);
            run.tidy();
        }
        else if (figures != null) {
            // The client cancelled or paused the job in its last moment.
            this.files.deleteIfExists(figures.id());
        }
    }

    /** A job without figures is better than one that fails after its training. */
    private @Nullable StoredFile figures(JobFolder run) {
        try {
            return Files.exists(run.metrics()) ? this.files.addResult(run.metrics(), "step_metrics.csv") : null;
        }
        catch (IOException ex) {
            logger.warn("Cannot store the figures {}", run.metrics(), ex);
            return null;
        }
    }

    /** Ends a job with an error, unless the client has ended it. */
    void fail(Job job, JobError error) throws IOException {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("error_code", error.code());
        values.put("error_message", error.message());
        values.put("error_param", error.param());
        boolean isFailed = this.database.inTransaction(() -> {
            boolean changed = this.jobs.change(job.id(), EnumSet.of(JobStatus.RUNNING, JobStatus.VALIDATING_FILES),
                    JobStatus.FAILED, this.clock.instant(), values);
            if (changed) {
                this.log.add(job.id(), JobEvent.Level.ERROR, "The job failed: " + error.message(), null);
            }
            return changed;
        });
        if (isFailed) {
            ended(job, JobStatus.FAILED, error.code());
            // What the process has printed stays as long as the job, for the operator.
            FileSystemUtils.deleteRecursively(this.folder.job(job.id()));
        }
    }

    /** The client has changed the state already, unless somebody stopped the process. */
    private void stopped(Job job, boolean isClosing) {
        if (!isClosing && this.jobs.change(job.id(), RUNNING, JobStatus.PAUSED, this.clock.instant())) {
            this.log.add(job.id(), JobEvent.Level.WARN,
                    "The job was paused, because its process was stopped outside of the service", null);
        }
    }

    /**
     * Deletes folders whose job has ended and whose model, if any, is deleted. Folders of
     * unknown jobs stay: they belong to another database, which the settings no longer
     * name.
     */
    void deleteLeftovers() throws IOException {
        for (String id : this.folder.jobs()) {
            Optional<Job> job = this.jobs.find(id);
            if (job.isEmpty()) {
                logger.warn("The database has no job for the folder {}", this.folder.job(id));
            }
            else if (job.get().status().isFinal() && !this.models.hasModel(id)) {
                new JobFolder(this.folder.job(id)).delete();
            }
        }
    }

    /** The client has cancelled a job. */
    void cancelled(String id) {
        this.meters.finished(JobStatus.CANCELLED);
        logger.info("Fine-tuning job {} cancelled", id);
    }

    private void ended(Job job, JobStatus status, String what) {
        this.meters.finished(status);
        logger.info("Fine-tuning job {} {}: {}", job.id(), status.label(), what);
    }

    /** Describes a failure to start or to follow the process. */
    static JobError startFailure(Exception failure) {
        if (failure instanceof ServiceException known) {
            return new JobError("training_failed", String.valueOf(known.getMessage()), known.param());
        }
        logger.error("A fine-tuning job could not run", failure);
        boolean isFull = failure instanceof IOException file && FileProblem.describe(file).contains("No space left");
        return isFull ? new JobError("storage_full", "the disk of the service is full", null)
                : new JobError("training_failed", "the process that trains could not be started or followed", null);
    }

}
