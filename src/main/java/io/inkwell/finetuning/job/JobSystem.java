package io.inkwell.finetuning.job;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;

import io.inkwell.finetuning.Database;
import io.inkwell.finetuning.FineTuningFolder;
import io.inkwell.finetuning.FineTuningLimits;
import io.inkwell.finetuning.RandomIds;
import io.inkwell.finetuning.file.FileStore;
import io.inkwell.finetuning.process.ProcessSettings;

/**
 * The parts that run jobs, connected.
 *
 * @param service what clients do
 * @param models the models that jobs have made
 * @param worker runs the jobs
 */
public record JobSystem(JobService service, FineTunedModels models, JobWorker worker) implements AutoCloseable {

    /**
     * Connects the parts; {@link #start} lets them work.
     * @param patience how long the end of the service waits for a checkpoint
     */
    public static JobSystem open(Database database, FineTuningFolder folder, FileStore files, ServedModels served,
            FineTuningLimits limits, ProcessSettings process, String organization, Duration patience, JobMeters meters,
            RandomIds ids, InstantSource clock) {
        JobTable jobs = new JobTable(database.client());
        JobLog log = new JobLog(database.client(), ids, clock);
        ExecutorService reading = JobWorker.thread("fine-tuning-files");
        FineTunedModels models = new FineTunedModels(database, folder, served, jobs::usesModel, reading, clock);
        JobRunner runner = new JobRunner(database, jobs, log, files, folder, models, served, process, organization,
                meters, clock);
        JobRetention retention = new JobRetention(database, jobs, log, files, folder, limits.maxEndedJobs());
        JobWorker worker = new JobWorker(jobs, log, folder, new FileValidation(files), runner, retention, reading,
                patience, clock);
        JobService service = new JobService(database, jobs, log, files, served, worker, limits, ids, clock);
        return new JobSystem(service, models, worker);
    }

    /** Serves the models of earlier jobs, and continues those that have not ended. */
    public void start() {
        this.models.serveAll();
        this.worker.recover();
    }

    @Override
    public void close() {
        this.worker.close();
    }

}
