package io.inkwell.finetuning.file;

import java.util.Arrays;
import java.util.Optional;

/** What a file is for. */
public enum FilePurpose {

    /** Text to learn or to evaluate on. */
    FINE_TUNE("fine-tune"),
    /** The figures of a job. Clients cannot upload such a file. */
    FINE_TUNE_RESULTS("fine-tune-results");

    private final String label;

    FilePurpose(String label) {
        this.label = label;
    }

    /** The name in requests and responses. */
    public String label() {
        return this.label;
    }

    public static Optional<FilePurpose> of(String label) {
        return Arrays.stream(values()).filter((purpose) -> purpose.label.equals(label)).findFirst();
    }

}
