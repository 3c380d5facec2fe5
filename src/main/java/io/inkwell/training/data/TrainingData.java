package io.inkwell.training.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

/**
 * The examples of a run.
 *
 * @param train the examples to learn; at least one
 * @param evaluation the examples to evaluate on; none if there is no evaluation
 * @param checksum equal for equal examples
 * @param notices sentences about text that is not used
 */
public record TrainingData(Examples train, Examples evaluation, String checksum, List<String> notices) {

    public TrainingData {
        notices = List.copyOf(notices);
    }

    /**
     * Reads and encodes the texts. All tokens stay in memory, four bytes each.
     * @param train a {@code .txt} or {@code .jsonl} file, or a folder of them
     * @param evaluation the same for the evaluation; null to hold out the first examples
     * of the other text
     * @param evalSplit the percentage that is held out without {@code evaluation}
     * @param blockSize the number of tokens in a block, and at most in a row
     * @param cancelled asked before each piece of a text is encoded, on this thread
     * @throws TrainingTextException if a text is invalid or too short; the message names
     * the file and the place
     * @throws CancellationException if it was cancelled
     */
    public static TrainingData read(Path train, @Nullable Path evaluation, double evalSplit, int blockSize,
            TextEncoding encoding, BooleanSupplier cancelled) throws IOException {
        TextEncoding cancellable = encoding.until(cancelled);
        CRC32C checksum = new CRC32C();
        ExampleReader reader = new ExampleReader(cancellable, blockSize);
        Examples all = read(reader, train, checksum);
        List<String> notices = new ArrayList<>(reader.notices());
        if (evaluation != null) {
            ExampleReader other = new ExampleReader(cancellable, blockSize);
            Examples heldOut = read(other, evaluation, checksum);
            notices.addAll(other.notices());
            return new TrainingData(all, heldOut, text(checksum), notices);
        }
        Examples heldOut = all.first(evalSplit);
        if (evalSplit > 0 && heldOut.count() == 0) {
            notices.add("There is no evaluation, because the text has only one example");
        }
        return new TrainingData(all.afterFirst(evalSplit), heldOut, text(checksum), notices);
    }

    private static Examples read(ExampleReader reader, Path source, CRC32C checksum) throws IOException {
        ExampleStore store = reader.read(source);
        store.update(checksum);
        return Examples.all(store);
    }

    private static String text(CRC32C checksum) {
        return HexFormat.of().toHexDigits((int) checksum.getValue());
    }

}
