package io.inkwell.training.data;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The tokens of all examples: blocks of one long sequence of documents, and rows with a
 * prompt and a completion.
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

    /** Adds an example whose loss counts the tokens after the prompt. */
    void addRow(int promptLength, int[] tokens) {
        this.rows.add(new Row(this.rowTokens.size(), promptLength, tokens.length));
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

    /** Copies the tokens of a row, and returns the number of those of its prompt. */
    int copyRow(int index, int[] tokens, int at) {
        Row row = this.rows.get(index);
        this.rowTokens.copy(row.start, tokens, at, row.length);
        return row.promptLength;
    }

    int rowLength(int row) {
        return this.rows.get(row).length;
    }

    /** Adds all tokens and the lengths of the rows to a checksum. */
    void update(CRC32C checksum) {
        this.documents.update(checksum);
        this.rowTokens.update(checksum);
        TokenList lengths = new TokenList();
        this.rows.forEach((row) -> lengths.add(row.promptLength, row.length));
        lengths.update(checksum);
    }

    private record Row(long start, int promptLength, int length) {
    }

}
