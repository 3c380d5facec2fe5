package io.inkwell.training.data;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The tokens of all examples: blocks of one long sequence of documents, and rows of
 * prompts and texts to learn.
 */
final class ExampleStore {

    private final int blockSize;

    private final TokenList documents = new TokenList();

    private final TokenList rowTokens = new TokenList();

    private final List<Row> rows = new ArrayList<>();

    ExampleStore(int blockSize) {
        this.blockSize = blockSize;
    }

    int blockSize() {
        return this.blockSize;
    }

    /** The documents, to append to. */
    TokenList documents() {
        return this.documents;
    }

    /**
     * Adds an example of prompts and texts to learn, in turn.
     * @param ends the index after the last token of the first prompt, of the first text
     * to learn, of the second prompt, and so on
     */
    void addRow(int[] ends, int[] tokens) {
        this.rows.add(new Row(this.rowTokens.size(), ends.clone(), tokens.length));
        this.rowTokens.add(tokens);
    }

    /** The number of whole blocks. */
    int numBlocks() {
        return Math.toIntExact(this.documents.size() / this.blockSize);
    }

    int numRows() {
        return this.rows.size();
    }

    void copyBlock(int block, int[] tokens, int at) {
        this.documents.copy((long) block * this.blockSize, tokens, at, this.blockSize);
    }

    /** Copies the tokens of a row, and those to learn also to the labels. */
    void copyRow(int index, int[] tokens, int[] labels, int at) {
        Row row = this.rows.get(index);
        this.rowTokens.copy(row.start, tokens, at, row.length);
        for (int i = 1; i < row.ends.length; i += 2) {
            int start = row.ends[i - 1];
            System.arraycopy(tokens, at + start, labels, at + start, row.ends[i] - start);
        }
    }

    int rowLength(int row) {
        return this.rows.get(row).length;
    }

    /** Adds all tokens and the lengths of the rows to a checksum. */
    void update(CRC32C checksum) {
        this.documents.update(checksum);
        this.rowTokens.update(checksum);
        TokenList lengths = new TokenList();
        this.rows.forEach((row) -> lengths.add(row.ends));
        lengths.update(checksum);
    }

    private record Row(long start, int[] ends, int length) {
    }

}
