package io.inkwell.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.error.ServiceException;

/**
 * The state of a run after a step, apart from weights and moments: the file
 * {@code training_state.json} of a checkpoint.
 *
 * @param step the steps so far
 * @param origin the location of the model before the first step; empty for random weights
 * @param base the {@link BaseChecksum} of the base model of an adapter; empty if all
 * weights are trained
 * @param options {@link TrainingOptions#fixedOnResume()}
 * @param text the checksum of the examples
 * @param losses the losses that no report of the history has
 */
record RunState(long step, Optional<String> origin, Optional<String> base, Map<String, String> options, String text,
        TrainingHistory history, LossSum losses) {

    static final String FILE = "training_state.json";

    private static final JsonMapper JSON = JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
        .build();

    /** The state before the first step. */
    static RunState initial(Optional<String> origin, Optional<String> base, Map<String, String> options, String text) {
        return new RunState(0, origin, base, options, text, TrainingHistory.EMPTY, LossSum.NONE);
    }

    /**
     * Reads the state of a checkpoint.
     * @param step the step that the name of the checkpoint has
     * @throws IOException if there is no such file, or it is invalid
     */
    static RunState read(Path checkpoint, long step) throws IOException {
        Path file = checkpoint.resolve(FILE);
        try {
            RunState state = JSON.readerFor(RunState.class).readValue(Files.readAllBytes(file));
            if (state == null) {
                throw new IOException(file + " is not the state of a training run: it is null");
            }
            if (state.step != step) {
                throw new IOException(file + " is not the state of step " + step
                        + ", which the folder names: it has step " + state.step);
            }
            return state;
        }
        catch (JacksonException ex) {
            throw new IOException(file + " is not the state of a training run", ex);
        }
    }

    void write(Path checkpoint) throws IOException {
        Files.write(checkpoint.resolve(FILE), JSON.writeValueAsBytes(this));
    }

    /**
     * @throws ServiceException if an option has another value; the message names both
     */
    void requireSameOptions(Map<String, String> given) {
        Set<String> names = new LinkedHashSet<>(this.options.keySet());
        names.addAll(given.keySet());
        for (String name : names) {
            String before = this.options.getOrDefault(name, "none");
            String now = given.getOrDefault(name, "none");
            ServiceException.require(now.equals(before), name, before + " as in the run that is resumed", now);
        }
    }

    /**
     * @param location that of the base model, for the message
     * @throws ServiceException if the base model is another, or has changed
     */
    void requireSameBase(Optional<String> checksum, String location) {
        if (!checksum.equals(this.base)) {
            throw ServiceException.invalid("--model", "--model must be the base model of the run that is resumed; "
                    + "given: " + location + ", which has other weights or another config");
        }
    }

    /**
     * @throws ServiceException if the examples are others
     */
    void requireSameText(String checksum) {
        if (!checksum.equals(this.text)) {
            throw ServiceException.invalid("--train-file",
                    "--train-file and --eval-file must be the texts of the run that is resumed; they have changed");
        }
    }

}
