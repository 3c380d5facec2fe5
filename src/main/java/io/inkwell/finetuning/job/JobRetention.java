package io.inkwell.finetuning.job;

import java.io.IOException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.inkwell.finetuning.Database;
import io.inkwell.finetuning.FineTuningFolder;
import io.inkwell.finetuning.file.FileStore;

/**
 * Deletes the jobs that ended first, with their events and figures. A job whose model
 * exists stays.
 */
final class JobRetention {

    private static final Logger logger = LoggerFactory.getLogger(JobRetention.class);

    private final Database database;

    private final JobTable jobs;

    private final JobLog log;

    private final FileStore files;

    private final FineTuningFolder folder;

    private final int maxEnded;

    /**
     * @param maxEnded the number of ended jobs to keep
     */
    JobRetention(Database database, JobTable jobs, JobLog log, FileStore files, FineTuningFolder folder, int maxEnded) {
        this.database = database;
        this.jobs = jobs;
        this.log = log;
        this.files = files;
        this.folder = folder;
        this.maxEnded = maxEnded;
    }

    /** The row goes last, so that an interrupted deletion is repeated. */
    void apply() throws IOException {
        for (Job job : this.jobs.endedBefore(this.maxEnded)) {
            new JobFolder(this.folder.job(job.id())).delete();
            if (job.resultFile() != null) {
                this.files.deleteIfExists(job.resultFile());
            }
            this.database.inTransaction(() -> {
                this.log.delete(job.id());
                return this.jobs.delete(job.id());
            });
            logger.info("Deleted the fine-tuning job {}, which ended before {} others", job.id(), this.maxEnded);
        }
    }

    /** Deletes what processes have printed for jobs that no longer exist. */
    void deleteLogs() throws IOException {
        for (String id : this.folder.jobsWithoutFolder()) {
            if (this.jobs.find(id).isEmpty()) {
                new JobFolder(this.folder.job(id)).delete();
            }
        }
    }

}
