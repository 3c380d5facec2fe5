package io.inkwell.model.checkpoint;

import java.io.IOException;

/**
 * Reports a checkpoint that cannot be served: a file is missing, invalid, or requires an
 * unsupported feature. The message names the file and the problem.
 */
public class CheckpointException extends IOException {

    public CheckpointException(String file, String problem) {
        super(file + ": " + problem);
    }

    public CheckpointException(String file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }

}
