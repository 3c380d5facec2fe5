package io.inkwell.model.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Random access to the bytes of a checkpoint file, on disk or in memory. */
interface ByteSource extends AutoCloseable {

    long size() throws IOException;

    /**
     * Reads until the buffer is full.
     * @param position the offset in the source of the first byte
     * @throws EOFException if the source ends first
     */
    void read(long position, ByteBuffer target) throws IOException;

    default byte[] copy(long position, int length) throws IOException {
        byte[] bytes = new byte[length];
        read(position, ByteBuffer.wrap(bytes));
        return bytes;
    }

    @Override
    void close() throws IOException;

    static ByteSource of(FileChannel channel) {
        return new Channel(channel);
    }

    static ByteSource of(ByteBuffer buffer) {
        return new Memory(buffer.slice());
    }

    /**
     * Reads instead of mapping: if the file shrinks, a read throws, whereas access to a
     * mapping would crash the process.
     */
    record Channel(FileChannel channel) implements ByteSource {

        @Override
        public long size() throws IOException {
            return this.channel.size();
        }

        @Override
        public void read(long position, ByteBuffer target) throws IOException {
            long next = position;
            while (target.hasRemaining()) {
                int count = this.channel.read(target, next);
                if (count < 0) {
                    throw new EOFException("ends unexpectedly after " + next + " bytes");
                }
                next += count;
            }
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
        public void read(long position, ByteBuffer target) {
            target.put(this.buffer.slice(Math.toIntExact(position), target.remaining()));
        }

        @Override
        public void close() {
        }

    }

}
