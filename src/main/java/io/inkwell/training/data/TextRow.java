package io.inkwell.training.data;

import java.nio.file.Path;
import java.util.stream.Stream;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.error.Excerpt;

/** A row of a {@code .jsonl} file. Other fields of the row are ignored. */
sealed interface TextRow permits TextRow.Document, TextRow.Completion, Conversation {

    String TEXT = "text";

    String PROMPT = "prompt";

    String COMPLETION = "completion";

    String FIELDS = "must have either \"text\", or \"messages\", or \"prompt\" and \"completion\"; given: ";

    int MAX_SHOWN = 80;

    ObjectReader READER = JsonMapper.shared()
        .readerFor(JsonNode.class)
        .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    /** All of its text, for a tokenizer. */
    String text();

    /** The text before the first one to learn; all of a document. */
    String start();

    /** A text, all of which is learned. */
    record Document(String text) implements TextRow {

        @Override
        public String start() {
            return this.text;
        }

    }

    /** A text to learn, after a prompt. */
    record Completion(String prompt, String completion) implements TextRow {

        @Override
        public String text() {
            return this.prompt + this.completion;
        }

        @Override
        public String start() {
            return this.prompt;
        }

    }

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
        boolean isCompletion = row.has(PROMPT) || row.has(COMPLETION);
        if (Stream.of(row.has(TEXT), row.has(Conversation.MESSAGES), isCompletion).filter((is) -> is).count() != 1) {
            throw new TrainingTextException(file, name + " " + FIELDS
                    + Excerpt.of(row.isEmpty() ? "no field" : String.join(", ", row.propertyNames()), MAX_SHOWN));
        }
        if (row.has(TEXT)) {
            return new Document(string(file, name, row, TEXT));
        }
        return isCompletion ? completion(file, name, row)
                : Conversation.parse(file, name, row.path(Conversation.MESSAGES));
    }

    private static TextRow completion(Path file, String name, JsonNode row) throws TrainingTextException {
        String prompt = string(file, name, row, PROMPT);
        String completion = string(file, name, row, COMPLETION);
        if (completion.isEmpty()) {
            throw new TrainingTextException(file, name + ": \"completion\" must not be empty");
        }
        return new Completion(prompt, completion);
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
        return "is not valid JSON, or has a field twice, from column " + failure.getLocation().getColumnNr() + " on";
    }

    private static String string(Path file, String name, JsonNode row, String field) throws TrainingTextException {
        JsonNode value = row.path(field);
        if (value.isString()) {
            return value.stringValue();
        }
        throw new TrainingTextException(file, name + ": \"" + field + "\" must be a string; " + given(value));
    }

    /** What was given, for an error message. */
    static String given(JsonNode value) {
        return value.isMissingNode() ? "it is missing" : "given: " + shown(value);
    }

    private static String shown(JsonNode value) {
        return Excerpt.of(value.toString(), MAX_SHOWN);
    }

}
