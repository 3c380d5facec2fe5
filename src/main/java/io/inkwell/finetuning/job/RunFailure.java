package io.inkwell.finetuning.job;

import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.inkwell.finetuning.file.StoredFile;

/** Describes for the client why the process of a job failed. */
final class RunFailure {

    private final FileValidation files;

    private final Job job;

    private final JobFolder folder;

    RunFailure(FileValidation files, Job job, JobFolder folder) {
        this.files = files;
        this.job = job;
        this.folder = folder;
    }

    /**
     * @param message of the process, with paths
     * @param option the option of the command that is invalid; null if none is
     */
    JobError of(String message, @Nullable String option) {
        String text = message.replace(this.folder.path().toString(), "the folder of the job");
        NewJob request = this.job.request();
        return ofFile("training_file", request.trainingFile(), text)
            .or(() -> ofFile("validation_file", request.validationFile(), text))
            .orElseGet(() -> error(text, OptionNames.field(option)));
    }

    /** The error, if the text names the file. */
    private Optional<JobError> ofFile(String field, @Nullable String id, String text) {
        Optional<StoredFile> file = (id != null) ? this.files.files().find(id) : Optional.empty();
        return file.map((found) -> this.files.withoutPath(found, text))
            .filter((named) -> !named.equals(text))
            .map((named) -> error(named, field));
    }

    private static JobError error(String problem, @Nullable String field) {
        return new JobError(code(problem, field), OptionNames.toFields(problem), field);
    }

    private static String code(String problem, @Nullable String field) {
        if (problem.toLowerCase(Locale.ROOT).contains("no space left")) {
            return "storage_full";
        }
        if (field == null) {
            return "training_failed";
        }
        return field.endsWith("_file") ? "invalid_" + field : "invalid_hyperparameters";
    }

}
