package io.inkwell.engine.sequence;

public enum SequenceStatus {

    /** Waits for a slot. */
    WAITING,
    /** Has a slot. */
    RUNNING,
    /** Has released its slot. */
    FINISHED

}
