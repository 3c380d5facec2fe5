package io.inkwell.training.data;

import java.nio.file.Path;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.error.Excerpt;

/**
 * A row of a {@code .jsonl} file: a text, or a prompt and its completion. Other fields
 * are ignored.
 *
 * @param prompt empty for a text
 * @param text the text, or the completion
 */
record TextRow(Optional<String> prompt, String text) {

    private static final String TEXT = "text";

    private static final String PROMPT = "prompt";

    private static final String COMPLETION = "completion";

    private static final String FIELDS = "must have either \"text\", or \"prompt\" and \"completion\"; given: ";

    private static final int MAX_SHOWN = 80;

    private static final ObjectReader READER = JsonMapper.shared()
        .readerFor(JsonNode.class)
        .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * Parses a line.
     * @param number the number of the line, from 1
     * @throws TrainingTextException if it is not such a row
     */
    static TextRow parse(Path file, int number, String line) throws TrainingTextException {
        String name = "line " + number;
        JsonNode row = json(file, name, line);
        if (!row.isObject()) {
            throw new TrainingTextException(file, name + " must be a JSON object; given: " + shown(row));
        }
        boolean isText = row.has(TEXT);
        if (isText == (row.has(PROMPT) || row.has(COMPLETION))) {
            throw new TrainingTextException(file, name + " " + FIELDS
                    + Excerpt.of(row.isEmpty() ? "no field" : String.join(", ", row.propertyNames()), MAX_SHOWN));
        }
        if (isText) {
            return new TextRow(Optional.empty(), string(file, name, row, TEXT));
        }
        String prompt = string(file, name, row, PROMPT);
        String completion = string(file, name, row, COMPLETION);
        if (completion.isEmpty()) {
            throw new TrainingTextException(file, name + ": \"completion\" must not be empty");
        }
        return new TextRow(Optional.of(prompt), completion);
    }

    private static JsonNode json(Path file, String name, String line) throws TrainingTextException {
        try {
            return READER.readValue(line);
        }
        catch (JacksonException ex) {
            throw new TrainingTextException(file, name + " " + problem(ex), ex);
        }
    }

    private static String problem(JacksonException failure) {
        if (failure instanceof StreamConstraintsException) {
            return "exceeds a limit on the depth of JSON, or on the length of a number or a name";
        }
        if (failure instanceof MismatchedInputException) {
            return "must be one JSON object; there is more after it";
        }
        return "is not valid JSON, from column " + failure.getLocation().getColumnNr() + " on";
    }

    private static String string(Path file, String name, JsonNode row, String field) throws TrainingTextException {
        JsonNode value = row.path(field);
        if (value.isString()) {
            return value.stringValue();
        }
        throw new TrainingTextException(file, name + ": \"" + field + "\" must be a string; "
                + (value.isMissingNode() ? "it is missing" : "given: " + shown(value)));
    }

    private static String shown(JsonNode value) {
        return Excerpt.of(value.toString(), MAX_SHOWN);
    }

}
