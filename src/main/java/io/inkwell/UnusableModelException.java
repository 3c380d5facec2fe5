package io.inkwell;

import java.nio.file.FileSystemException;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/** The model that the settings name is not there, or not one that can be served. */
class UnusableModelException extends FailureAnalyzedException {

    private static final String ADVICE = """
            Set inkwell.model to "embedded", or to a folder with config.json, model.safetensors (or its shards and \
            model.safetensors.index.json) and tokenizer.json (or vocab.json and merges.txt).""";

    UnusableModelException(String model, Exception cause) {
        super("inkwell.model: \"%s\" cannot be served:%n%n    Reason: %s".formatted(model, reason(cause)), ADVICE,
                cause);
    }

    // Where the file system gives no reason, its message is a bare path and the type says
    // what is wrong with it.
    private static String reason(Exception cause) {
        boolean barePath = cause instanceof FileSystemException failure && failure.getReason() == null;
        return barePath ? cause.toString() : String.valueOf(cause.getMessage());
    }

}
