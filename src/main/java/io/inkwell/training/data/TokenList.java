package io.inkwell.training.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A growing list of tokens in segments, so that growing copies nothing. It takes four
 * bytes for each token: a heap of 512 MiB has room for about 100 million.
 */
final class TokenList {

    private static final int SEGMENT_BITS = 18;

    private static final int SEGMENT = 1 << SEGMENT_BITS;

    private final List<int[]> segments = new ArrayList<>();

    private long size;

    long size() {
        return this.size;
    }

    /** Removes all tokens, and keeps the memory for others. */
    void clear() {
        this.size = 0;
    }

    void add(int... tokens) {
        int done = 0;
        while (done < tokens.length) {
            int at = (int) (this.size & (SEGMENT - 1));
            int segment = (int) (this.size >> SEGMENT_BITS);
            if (segment == this.segments.size()) {
                this.segments.add(new int[SEGMENT]);
            }
            int count = Math.min(tokens.length - done, SEGMENT - at);
            System.arraycopy(tokens, done, this.segments.get(segment), at, count);
            this.size += count;
            done += count;
        }
    }

    /** Copies tokens from an index on into an array. */
    void copy(long from, int[] target, int targetFrom, int count) {
        if (from < 0 || from + count > this.size) {
            throw new IndexOutOfBoundsException(
                    "tokens " + from + " to " + (from + count) + " of a list of " + this.size);
        }
        int done = 0;
        while (done < count) {
            long index = from + done;
            int at = (int) (index & (SEGMENT - 1));
            int length = Math.min(count - done, SEGMENT - at);
            System.arraycopy(this.segments.get((int) (index >> SEGMENT_BITS)), at, target, targetFrom + done, length);
            done += length;
        }
    }

    /** Adds the tokens to a checksum, each as four bytes, the lowest first. */
    void update(CRC32C checksum) {
        int largest = (int) Math.min(this.size, SEGMENT);
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * largest).order(ByteOrder.LITTLE_ENDIAN);
        long left = this.size;
        for (int i = 0; left > 0; i++) {
            int count = (int) Math.min(left, SEGMENT);
            bytes.clear().asIntBuffer().put(this.segments.get(i), 0, count);
            checksum.update(bytes.limit(Integer.BYTES * count));
            left -= count;
        }
    }

}
