package io.inkwell.training.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;

/** Reads a text into examples. */
final class ExampleReader {

    private final TextEncoding encoding;

    private final ExampleStore store;

    /** The tokens of one row. */
    private final TokenList row = new TokenList();

    private final List<String> notices = new ArrayList<>();

    private int numCutRows;

    private @Nullable String firstCutRow;

    ExampleReader(TextEncoding encoding, int blockSize) {
        this.encoding = encoding;
        this.store = new ExampleStore(blockSize);
    }

    /**
     * Reads all files of a text.
     * @throws TrainingTextException if a file is invalid, or the text is too short for an
     * example
     */
    ExampleStore read(Path source) throws IOException {
        TextFiles files = TextFiles.of(source);
        this.notices.addAll(files.notices());
        for (Path file : files.files()) {
            try (Reader text = new Utf8FileReader(file)) {
                if (TextFiles.hasRows(file)) {
                    readRows(file, new BufferedReader(text));
                }
                else {
                    new DocumentEncoder(this.encoding, file).addDocument(text, this.store.documents(), 0);
                }
            }
        }
        requireExample(source);
        return this.store;
    }

    /** Sentences about what was left out. */
    List<String> notices() {
        List<String> all = new ArrayList<>(this.notices);
        cutNotice().ifPresent(all::add);
        return all;
    }

    private void readRows(Path file, BufferedReader lines) throws IOException {
        DocumentEncoder encoder = new DocumentEncoder(this.encoding, file);
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            TextRow row = TextRow.parse(file, number, line);
            if (row instanceof TextRow.Document document) {
                encoder.addDocument(new StringReader(document.text()), this.store.documents(), number);
            }
            else {
                addRow(encoder, file, number, row);
            }
        }
    }

    private void addRow(DocumentEncoder encoder, Path file, int number, TextRow row) throws IOException {
        TokenList tokens = this.row;
        tokens.clear();
        List<Long> ends = new ArrayList<>();
        for (Turn turn : turns(file, number, row)) {
            encoder.add(turn.text(), tokens, number);
            if (tokens.size() == 0) {
                tokens.add(this.encoding.startOfText());
            }
            ends.add(tokens.size());
        }
        int blockSize = this.store.blockSize();
        if (ends.get(0) >= blockSize) {
            throw new TrainingTextException(file, "line " + number + ": the prompt has " + ends.get(0)
                    + " tokens, which leaves no room for the completion in a --block-size of " + blockSize);
        }
        if (row instanceof TextRow.Completion || !endsDocument(tokens, ends)) {
            tokens.add(this.encoding.endOfText());
            ends.set(ends.size() - 1, tokens.size());
        }
        if (tokens.size() > blockSize) {
            this.numCutRows++;
            this.firstCutRow = (this.firstCutRow != null) ? this.firstCutRow : "line " + number + " of " + file;
        }
        int[] kept = new int[(int) Math.min(tokens.size(), blockSize)];
        tokens.copy(0, kept, 0, kept.length);
        this.store.addRow(ends.stream().mapToInt((end) -> (int) Math.min(end, kept.length)).toArray(), kept);
    }

    /**
     * First a prompt, then in turn a text to learn and a prompt; a text to learn last.
     */
    private List<Turn> turns(Path file, int number, TextRow row) throws TrainingTextException {
        if (row instanceof TextRow.Completion completion) {
            return List.of(new Turn(completion.prompt(), false), new Turn(completion.completion(), true));
        }
        try {
            return ((Conversation) row).turns(this.encoding.chatTemplate());
        }
        catch (ServiceException ex) {
            throw new TrainingTextException(file, "line " + number + ": " + ex.getMessage(), ex);
        }
    }

    /** Whether the template ends the last message with the end-of-text token. */
    private boolean endsDocument(TokenList tokens, List<Long> ends) {
        long start = ends.get(ends.size() - 2);
        int[] last = new int[Math.toIntExact(tokens.size() - start)];
        tokens.copy(start, last, 0, last.length);
        return Arrays.stream(last).anyMatch((token) -> token == this.encoding.endOfText());
    }

    private void requireExample(Path source) throws TrainingTextException {
        long numTokens = this.store.documents().size();
        boolean hasRows = this.store.numRows() > 0;
        if (this.store.numBlocks() > 0 || (numTokens == 0 && hasRows)) {
            return;
        }
        if (numTokens == 0) {
            throw new TrainingTextException(source, "the text has no tokens");
        }
        String fewer = "has " + numTokens + " tokens, fewer than a --block-size of " + this.store.blockSize();
        if (!hasRows) {
            throw new TrainingTextException(source,
                    "the text " + fewer + "; give more text or a --block-size of at most " + numTokens);
        }
        this.notices.add(source + ": the text outside of rows with a prompt is not used, because it " + fewer);
    }

    private Optional<String> cutNotice() {
        return (this.firstCutRow == null) ? Optional.empty()
                : Optional.of("Rows with more tokens than the --block-size of " + this.store.blockSize()
                        + " are cut at the end: " + this.numCutRows + ", the first is " + this.firstCutRow);
    }

}
