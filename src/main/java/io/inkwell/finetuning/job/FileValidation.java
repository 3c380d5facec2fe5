package io.inkwell.finetuning.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

import io.inkwell.error.FileProblem;
import io.inkwell.finetuning.file.FileStore;
import io.inkwell.finetuning.file.StoredFile;
import io.inkwell.training.data.TrainingText;

/** Reads a file of a job from start to end, as training will. */
record FileValidation(FileStore files) {

    /**
     * Finds what is wrong with a file.
     * @param field the field of the request that names it
     */
    Optional<JobError> problem(String field, String id) {
        Optional<StoredFile> file = this.files.find(id);
        if (file.isEmpty()) {
            return Optional.of(new JobError("invalid_" + field, "the file " + id + " does not exist", field));
        }
        Path path = this.files.path(file.get());
        try {
            return isBlank(path) ? Optional.of(error(field, file.get(), "the file has no text")) : Optional.empty();
        }
        catch (IOException ex) {
            return Optional.of(error(field, file.get(), FileProblem.describe(ex)));
        }
        catch (UncheckedIOException ex) {
            return Optional.of(error(field, file.get(), FileProblem.describe(cause(ex))));
        }
    }

    private static IOException cause(UncheckedIOException failure) {
        IOException cause = failure.getCause();
        return (cause != null) ? cause : new IOException(failure.getMessage());
    }

    private static boolean isBlank(Path path) throws IOException {
        if (Files.size(path) == 0) {
            return true;
        }
        boolean isBlank = true;
        try (Stream<String> texts = TrainingText.open(path)) {
            for (Iterator<String> each = texts.iterator(); each.hasNext();) {
                isBlank &= each.next().isBlank();
            }
        }
        return isBlank;
    }

    private JobError error(String field, StoredFile file, String problem) {
        return new JobError("invalid_" + field, withoutPath(file, problem), field);
    }

    /** A message about a file, which names it as the client does. */
    String withoutPath(StoredFile file, String message) {
        return message.replace(this.files.path(file).toString(), file.filename());
    }

}
