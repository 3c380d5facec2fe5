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
     * @param line the number of the line in the file, or 0 for the whole file
     */
    void addDocument(Reader text, TokenList target, int line) throws IOException {
        long before = target.size();
        add(text, target, line);
        if (target.size() > before) {
            target.add(this.encoding.endOfText());
        }
    }

    /** Appends the tokens of a part of a row. */
    void add(String text, TokenList target, int line) throws IOException {
        add(new StringReader(text), target, line);
    }

    private void add(Reader text, TokenList target, int line) throws IOException {
        new TextPieces(TextPieces.MAX_CHARS).forEach(text, (piece) -> target.add(encode(piece, line)));
    }

    private int[] encode(String piece, int line) throws TrainingTextException {
        int[] tokens;
        try {
            tokens = this.encoding.encode().apply(piece);
        }
        catch (UnknownTextException ex) {
            throw new TrainingTextException(this.file,
                    place(line) + "the vocabulary lacks a part of the text, and has no token for unknown text", ex);
        }
        for (int token : tokens) {
            if (token >= this.encoding.vocabularySize()) {
                throw new TrainingTextException(this.file, place(line) + "the tokenizer encodes it with token " + token
                        + ", which a model with a vocabulary of " + this.encoding.vocabularySize() + " lacks");
            }
        }
        return tokens;
    }

    private static String place(int line) {
        return (line > 0) ? "line " + line + ": " : "";
    }

}
