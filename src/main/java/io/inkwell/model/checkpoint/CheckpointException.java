package io.inkwell.model.checkpoint;

import java.io.IOException;

/**
 * A checkpoint that cannot be served, because a file of it is missing, broken or asks for
 * what the program does not do. The message names the file and what is wrong with it.
 */
public class CheckpointException extends IOException {

    CheckpointException(String file, String problem) {
        super(file + ": " + problem);
    }

    CheckpointException(String file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }

}
