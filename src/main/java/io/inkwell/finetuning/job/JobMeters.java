package io.inkwell.finetuning.job;

/** Counts jobs that have ended. */
public interface JobMeters {

    /**
     * A job has ended.
     * @param status succeeded, failed or cancelled
     */
    void finished(JobStatus status);

}
