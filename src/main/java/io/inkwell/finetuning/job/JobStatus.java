package io.inkwell.finetuning.job;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The state of a job. */
public enum JobStatus {

    /** Its files are read; invalid ones end it. */
    VALIDATING_FILES,
    /** Waits for the jobs before it. */
    QUEUED,
    /** Trains in a process of its own. */
    RUNNING,
    /** Waits for the client to resume it, with a checkpoint if it ran. */
    PAUSED,
    /** Has made a model. */
    SUCCEEDED,
    /** Ended with an error. */
    FAILED,
    /** Ended by the client. */
    CANCELLED;

    /** The states of jobs that can still make a model. */
    static final Set<JobStatus> OPEN = EnumSet.of(VALIDATING_FILES, QUEUED, RUNNING, PAUSED);

    /** The name in responses. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the job stays in this state. */
    public boolean isFinal() {
        return !OPEN.contains(this);
    }

    static JobStatus of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

}
