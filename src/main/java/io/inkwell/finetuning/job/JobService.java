package io.inkwell.finetuning.job;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.finetuning.Database;
import io.inkwell.finetuning.FineTuningLimits;
import io.inkwell.finetuning.Page;
import io.inkwell.finetuning.PageRequest;
import io.inkwell.finetuning.RandomIds;
import io.inkwell.finetuning.file.FilePurpose;
import io.inkwell.finetuning.file.FileStore;
import io.inkwell.finetuning.file.StoredFile;

/** What clients do with jobs. Thread-safe; calls block. */
public final class JobService {

    private final Database database;

    private final JobTable jobs;

    private final JobLog log;

    private final FileStore files;

    private final ServedModels models;

    private final JobWorker worker;

    private final FineTuningLimits limits;

    private final RandomIds ids;

    private final InstantSource clock;

    JobService(Database database, JobTable jobs, JobLog log, FileStore files, ServedModels models, JobWorker worker,
            FineTuningLimits limits, RandomIds ids, InstantSource clock) {
        this.database = database;
        this.jobs = jobs;
        this.log = log;
        this.files = files;
        this.models = models;
        this.worker = worker;
        this.limits = limits;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Creates a job, whose files are read afterwards.
     * @throws ServiceException if the model or a file does not exist, or there are too
     * many jobs
     */
    public Job create(NewJob request) {
        NewJob checked = withModelName(request);
        if (checked.hyperparameters().lora() != null) {
            this.models.requireServable(checked.hyperparameters().lora());
        }
        Instant now = this.clock.instant();
        Job job = new Job(this.ids.next("ftjob"), checked, JobStatus.VALIDATING_FILES, now, null, null, null, null,
                null, null, null);
        this.database.inTransaction(() -> {
            requireFile("training_file", checked.trainingFile());
            if (checked.validationFile() != null) {
                requireFile("validation_file", checked.validationFile());
            }
            int open = this.jobs.count(JobStatus.OPEN);
            if (open >= this.limits.maxJobs()) {
                throw new ServiceException(ErrorKind.OVERLOADED,
                        "the number of jobs that have not ended must be at most " + this.limits.maxJobs()
                                + ", inkwell.fine-tuning.max-jobs; given: one more");
            }
            this.jobs.insert(job);
            this.log.add(job.id(), JobEvent.Level.INFO, "Created fine-tuning job: " + job.id(), null);
            this.log.add(job.id(), JobEvent.Level.INFO, "Validating training file: " + checked.trainingFile()
                    + ((checked.validationFile() != null) ? " and validation file: " + checked.validationFile() : ""),
                    null);
            return job;
        });
        this.worker.validate(job.id());
        return job;
    }

    private NewJob withModelName(NewJob request) {
        String name = this.models.base(request.model());
        return new NewJob(name, request.trainingFile(), request.validationFile(), request.suffix(), request.seed(),
                request.hyperparameters(), request.metadata());
    }

    private void requireFile(String field, String id) {
        StoredFile file = this.files.find(id)
            .orElseThrow(
                    () -> ServiceException.invalid(field, field + " must be the id of a file; there is no such file"));
        ServiceException.require(file.purpose() == FilePurpose.FINE_TUNE, field, "a file with the purpose fine-tune",
                file.purpose().label());
    }

    /**
     * @throws ServiceException if there is no such job
     */
    public Job get(String id) {
        return this.jobs.find(id)
            .orElseThrow(() -> new ServiceException(ErrorKind.NOT_FOUND,
                    "fine_tuning_job_id must be the id of a job; there is no such job", "fine_tuning_job_id"));
    }

    /**
     * A page of the list, the newest first.
     * @param metadata pairs that the jobs must have; empty for all jobs
     */
    public Page<Job> list(PageRequest page, Map<String, String> metadata) {
        if (page.after() != null && this.jobs.find(page.after()).isEmpty()) {
            throw ServiceException.invalid("after", "after must be the id of a job; given: another string");
        }
        if (metadata.isEmpty()) {
            return this.jobs.page(page);
        }
        List<Job> all = this.jobs.page(new PageRequest(page.after(), Integer.MAX_VALUE - 1, false)).entries();
        return Page.of(all.stream()
            .filter((job) -> job.metadata().entrySet().containsAll(metadata.entrySet()))
            .limit(page.limit() + 1L)
            .toList(), page.limit());
    }

    /**
     * Ends a job without a model.
     * @throws ServiceException if there is no such job, or it has ended
     */
    public Job cancel(String id) {
        change(id, JobStatus.OPEN, JobStatus.CANCELLED, "cancelled", "The job was cancelled");
        this.worker.discard(id);
        return get(id);
    }

    /**
     * Stops a job until it is resumed; one that trains saves a checkpoint.
     * @throws ServiceException if there is no such job, or it has ended or is paused
     */
    public Job pause(String id) {
        change(id, EnumSet.of(JobStatus.VALIDATING_FILES, JobStatus.QUEUED, JobStatus.RUNNING), JobStatus.PAUSED,
                "paused", "The job was paused");
        this.worker.stop(id);
        return get(id);
    }

    /**
     * Continues a paused job behind those that wait.
     * @throws ServiceException if there is no such job, or it is not paused
     */
    public Job resume(String id) {
        change(id, EnumSet.of(JobStatus.PAUSED), JobStatus.VALIDATING_FILES, "resumed", "The job was resumed");
        this.worker.validate(id);
        return get(id);
    }

    private void change(String id, Collection<JobStatus> from, JobStatus to, String verb, String event) {
        get(id);
        boolean isChanged = this.database.inTransaction(() -> {
            boolean changed = this.jobs.change(id, from, to, this.clock.instant());
            if (changed) {
                // In the transaction, because streams end with the events of a final
                // state.
                this.log.add(id, JobEvent.Level.INFO, event, null);
            }
            return changed;
        });
        if (!isChanged) {
            throw new ServiceException(ErrorKind.CONFLICT,
                    "the job cannot be " + verb + ": its status is " + get(id).status().label(), "fine_tuning_job_id");
        }
    }

    /** The events of a job, the newest first. */
    public Page<JobEvent> events(String id, PageRequest page) {
        get(id);
        return this.log.events(id, page);
    }

    /**
     * The events after a position, the oldest first.
     * @param seq the position of the last event that the caller has; 0 for none
     */
    public List<JobEvent> eventsAfter(String id, long seq, int limit) {
        return this.log.eventsAfter(id, seq, limit);
    }

    /** The checkpoints of a job, the newest first. */
    public Page<JobCheckpoint> checkpoints(String id, PageRequest page) {
        get(id);
        return this.log.checkpoints(id, page);
    }

    /** Whether a job that has not ended uses a file. */
    public boolean usesFile(String file) {
        return this.jobs.isUsed(file);
    }

    /** The number of jobs in a state. */
    public int count(JobStatus status) {
        return this.jobs.count(EnumSet.of(status));
    }

}
