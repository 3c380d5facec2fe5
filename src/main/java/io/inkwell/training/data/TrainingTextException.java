package io.inkwell.training.data;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Reports a text that cannot be used for training. The message names the file, the place
 * in it and the problem.
 */
public class TrainingTextException extends IOException {

    TrainingTextException(Path file, String problem) {
        super(file + ": " + problem);
    }

    TrainingTextException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }

}
