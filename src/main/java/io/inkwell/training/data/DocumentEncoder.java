package io.inkwell.training.data;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Path;

import io.inkwell.tokenizer.UnknownTextException;

/** Encodes the texts of one file. */
final class DocumentEncoder {

    private final TextEncoding encoding;

    private final Path file;

    DocumentEncoder(TextEncoding encoding, Path file) {
        this.encoding = encoding;
        this.file = file;
    }

    /**
     * Appends the tokens of a document, and the end-of-text token. Appends nothing for an
     * empty one.
     * @param row the number of the row in the file, or 0
     */
    void addDocument(Reader text, TokenList target, int row) throws IOException {
        long before = target.size();
        add(text, target, row);
        if (target.size() > before) {
            target.add(this.encoding.endOfText());
        }
    }

    /** Appends the tokens of a part of a row. */
    void add(String text, TokenList target, int row) throws IOException {
        add(new StringReader(text), target, row);
    }

    private void add(Reader text, TokenList target, int row) throws IOException {
        new TextPieces(TextPieces.MAX_CHARS).forEach(text, (piece) -> target.add(encode(piece, row)));
    }

    private int[] encode(String piece, int row) throws TrainingTextException {
        int[] tokens;
        try {
            tokens = this.encoding.encode().apply(piece);
        }
        catch (UnknownTextException ex) {
            throw new TrainingTextException(this.file,
                    place(row) + "the vocabulary lacks a part of the text, and has no token for unknown text", ex);
        }
        for (int token : tokens) {
            if (token >= this.encoding.vocabularySize()) {
                throw new TrainingTextException(this.file, place(row) + "the tokenizer encodes it with token " + token
                        + ", which a model with a vocabulary of " + this.encoding.vocabularySize() + " lacks");
            }
        }
        return tokens;
    }

    private static String place(int row) {
        return (row > 0) ? "row " + row + ": " : "";
    }

}
