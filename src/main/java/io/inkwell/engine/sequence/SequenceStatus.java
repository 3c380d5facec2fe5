package io.inkwell.engine.sequence;

public enum SequenceStatus {

    /** Has no slot yet. */
    WAITING,
    /** Has a slot, and rows in the next steps. */
    RUNNING,
    /** Has given its slot back. */
    FINISHED

}
