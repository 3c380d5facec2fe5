package io.inkwell.model;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;

/** Where the bytes of a checkpoint file are: on disk, or in memory already. */
interface ByteSource extends AutoCloseable {

    long size() throws IOException;

    byte[] copy(long position, int length) throws IOException;

    /** These bytes where they lie, if that can be; they outlive the source. */
    ByteBuffer view(long position, int length) throws IOException;

    @Override
    void close() throws IOException;

    static ByteSource of(FileChannel channel) {
        return new Channel(channel);
    }

    static ByteSource of(ByteBuffer buffer) {
        return new Memory(buffer.slice());
    }

    record Channel(FileChannel channel) implements ByteSource {

        @Override
        public long size() throws IOException {
            return this.channel.size();
        }

        // Read and not mapped: a file that shrinks meanwhile is an exception and no
        // crash.
        @Override
        public byte[] copy(long position, int length) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            while (bytes.hasRemaining()) {
                if (this.channel.read(bytes, position + bytes.position()) < 0) {
                    throw new EOFException("ends after " + (position + bytes.position()) + " bytes");
                }
            }
            return bytes.array();
        }

        @Override
        public ByteBuffer view(long position, int length) throws IOException {
            return this.channel.map(MapMode.READ_ONLY, position, length);
        }

        @Override
        public void close() throws IOException {
            this.channel.close();
        }

    }

    record Memory(ByteBuffer buffer) implements ByteSource {

        @Override
        public long size() {
            return this.buffer.capacity();
        }

        @Override
        public byte[] copy(long position, int length) {
            byte[] bytes = new byte[length];
            this.buffer.get(Math.toIntExact(position), bytes);
            return bytes;
        }

        @Override
        public ByteBuffer view(long position, int length) {
            return this.buffer.slice(Math.toIntExact(position), length).asReadOnlyBuffer();
        }

        @Override
        public void close() {
        }

    }

}
