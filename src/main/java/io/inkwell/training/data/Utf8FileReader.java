package io.inkwell.training.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads a UTF-8 file without its byte order mark, and rejects bytes that are not text. A
 * zero byte is valid UTF-8, but only binary files and UTF-16 have it.
 */
final class Utf8FileReader extends Reader {

    private static final byte[] BYTE_ORDER_MARK = { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF };

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;

    private final InputStream in;

    // Reports errors by default.
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();

    /** From position to limit: the bytes not yet decoded. */
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES).limit(0);

    /** The offset in the file of the first byte of the buffer. */
    private long offset;

    /** The number of the line of the next character, from 1. */
    private long line = 1;

    private boolean isAfterCarriageReturn;

    private boolean atEnd;

    /** A char that was decoded without room for it, or 0. */
    private char pending;

    Utf8FileReader(Path file) throws IOException {
        this.file = file;
        this.in = Files.newInputStream(file);
        try {
            fill();
        }
        catch (IOException ex) {
            this.in.close();
            throw ex;
        }
        if (Arrays.equals(this.bytes.array(), 0, Math.min(3, this.bytes.limit()), BYTE_ORDER_MARK, 0, 3)) {
            this.bytes.position(3);
        }
    }

    @Override
    public int read(char[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (this.pending != 0) {
            target[from] = this.pending;
            this.pending = 0;
            return 1;
        }
        return (length == 1) ? readOne(target, from) : decode(target, from, length);
    }

    // A character beyond U+FFFF takes two chars.
    private int readOne(char[] target, int at) throws IOException {
        char[] pair = new char[2];
        int numRead = decode(pair, 0, pair.length);
        target[at] = pair[0];
        this.pending = pair[1];
        return Math.min(numRead, 1);
    }

    private int decode(char[] target, int from, int length) throws IOException {
        CharBuffer chars = CharBuffer.wrap(target, from, length);
        while (chars.position() == from) {
            CoderResult result = this.decoder.decode(this.bytes, chars, this.atEnd);
            countLines(target, from, chars.position());
            if (result.isError()) {
                throw new TrainingTextException(this.file,
                        "line " + this.line + ": byte " + (this.offset + this.bytes.position())
                                + ", counted from 0, is not valid UTF-8; convert the file to UTF-8");
            }
            if (chars.position() == from) {
                if (this.atEnd) {
                    return -1;
                }
                fill();
            }
        }
        return chars.position() - from;
    }

    /** Counts the ends of lines as {@link BufferedReader#readLine} finds them. */
    private void countLines(char[] chars, int from, int to) {
        for (int i = from; i < to; i++) {
            boolean isLineFeed = chars[i] == '\n';
            if (chars[i] == '\r' || (isLineFeed && !this.isAfterCarriageReturn)) {
                this.line++;
            }
            this.isAfterCarriageReturn = chars[i] == '\r';
        }
    }

    private void fill() throws IOException {
        this.offset += this.bytes.position();
        this.bytes.compact();
        int start = this.bytes.position();
        int numRead = this.in.readNBytes(this.bytes.array(), start, this.bytes.remaining());
        this.atEnd = numRead < this.bytes.remaining();
        this.bytes.position(start + numRead).flip();
        for (int i = start; i < this.bytes.limit(); i++) {
            if (this.bytes.get(i) == 0) {
                throw new TrainingTextException(this.file,
                        "is not a text in UTF-8: byte " + (this.offset + i) + ", counted from 0, is zero");
            }
        }
    }

    @Override
    public void close() throws IOException {
        this.in.close();
    }

}
