package io.inkwell.training.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The text of a file or folder, as it is, for a tokenizer or a prompt. */
public final class TrainingText {

    private TrainingText() {
    }

    /**
     * The text in its order. A file with one text comes in pieces of at most 64 Ki
     * characters that end between words. A row comes whole, with all of its texts.
     * Reading may throw an {@link UncheckedIOException}.
     * @param source a {@code .txt} or {@code .jsonl} file, or a folder of them
     * @throws TrainingTextException if there is no such file
     */
    public static Stream<String> open(Path source) throws IOException {
        return TextFiles.of(source).files().stream().mapMulti(TrainingText::read);
    }

    private static void read(Path file, Consumer<String> texts) {
        TextPieces pieces = new TextPieces(TextPieces.MAX_CHARS);
        try (BufferedReader reader = new BufferedReader(new Utf8FileReader(file))) {
            if (!TextFiles.hasRows(file)) {
                pieces.forEach(reader, texts::accept);
                return;
            }
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    texts.accept(TextRow.parse(file, number, line).text());
                }
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * The first characters of the first file: of its text, or of its first row, without
     * what is to learn if that has a prompt.
     * @param maxChars more than 1
     */
    public static String start(Path source, int maxChars) throws IOException {
        Path file = TextFiles.of(source).files().get(0);
        try (Reader reader = new Utf8FileReader(file)) {
            String text = TextFiles.hasRows(file) ? firstRow(file, new BufferedReader(reader))
                    : chars(reader, maxChars);
            int length = Math.min(maxChars, text.length());
            boolean isCutInPair = length < text.length()
                    && Character.isSurrogatePair(text.charAt(length - 1), text.charAt(length));
            return text.substring(0, isCutInPair ? length - 1 : length);
        }
    }

    private static String firstRow(Path file, BufferedReader lines) throws IOException {
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) {
                return TextRow.parse(file, number, line).start();
            }
        }
        return "";
    }

    private static String chars(Reader reader, int maxChars) throws IOException {
        char[] chars = new char[maxChars];
        int length = Math.max(0, reader.read(chars, 0, maxChars));
        return new String(chars, 0, length);
    }

}
