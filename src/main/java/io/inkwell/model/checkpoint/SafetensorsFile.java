package io.inkwell.model.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A safetensors file: eight bytes that hold the length of the header, the header in JSON,
 * then the tensors. The header is checked against the real size of the file first. The
 * file is read and never mapped: a file that changes meanwhile throws an exception. Safe
 * for use by many threads.
 */
public final class SafetensorsFile implements AutoCloseable {

    private static final int LENGTH_BYTES = Long.BYTES;

    private static final long MAX_HEADER_BYTES = 100_000_000;

    private final String name;

    private final ByteSource source;

    private final long dataStart;

    private final Map<String, TensorInfo> tensors;

    private SafetensorsFile(String name, ByteSource source) throws IOException {
        this.name = name;
        this.source = source;
        long size = source.size();
        int headerBytes = headerBytes(size);
        this.dataStart = LENGTH_BYTES + headerBytes;
        this.tensors = SafetensorsHeader.read(name, source.copy(LENGTH_BYTES, headerBytes), size - this.dataStart);
    }

    /**
     * Opens a file and reads its header.
     * @throws CheckpointException if it is no safetensors file, or a broken one
     */
    public static SafetensorsFile open(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new CheckpointException(path.toString(), Files.exists(path) ? "is not a file" : "does not exist");
        }
        return open(path.toString(), ByteSource.of(FileChannel.open(path)));
    }

    /**
     * Reads a file that is in memory: the bytes between the position and the limit of the
     * buffer, which must not change from now on.
     * @param name what error messages call it
     * @throws CheckpointException if it is no safetensors file, or a broken one
     */
    public static SafetensorsFile wrap(String name, ByteBuffer buffer) throws IOException {
        return open(name, ByteSource.of(buffer));
    }

    private static SafetensorsFile open(String name, ByteSource source) throws IOException {
        try {
            return new SafetensorsFile(name, source);
        }
        catch (IOException | RuntimeException ex) {
            source.close();
            throw ex;
        }
    }

    /** What error messages call the file. */
    public String name() {
        return this.name;
    }

    /** The tensors' names, in the order of the header. */
    public Set<String> names() {
        return Collections.unmodifiableSet(this.tensors.keySet());
    }

    /**
     * What the header says of a tensor.
     * @throws IllegalArgumentException if the file has no tensor of that name
     */
    public TensorInfo info(String tensor) {
        TensorInfo info = this.tensors.get(tensor);
        if (info == null) {
            throw new IllegalArgumentException(this.name + " has no tensor \"" + tensor + "\"");
        }
        return info;
    }

    /**
     * Fills the rest of a buffer with bytes of a weight, little-endian, as the file has
     * them.
     * @param from the first of them, counted from 0
     * @throws CheckpointException if the tensor is not of a type for weights
     * @throws IndexOutOfBoundsException if the weight has fewer bytes
     * @throws IllegalArgumentException if the file has no tensor of that name
     */
    public void read(String tensor, long from, ByteBuffer target) throws IOException {
        TensorInfo info = weight(tensor);
        Objects.checkFromIndexSize(from, target.remaining(), info.sizeBytes());
        try {
            this.source.read(this.dataStart + info.begin() + from, target);
        }
        catch (EOFException ex) {
            throw new CheckpointException(this.name, "has shrunk to " + this.source.size()
                    + " bytes since it was opened: tensor \"" + tensor + "\" is cut off", ex);
        }
    }

    /**
     * Some numbers of a weight, row after row as they are stored.
     * @param from the first of them, counted from 0
     * @throws CheckpointException if the tensor is not of a type for weights
     * @throws IndexOutOfBoundsException if the weight has fewer numbers
     * @throws IllegalArgumentException if the file has no tensor of that name
     */
    public float[] values(String tensor, long from, int count) throws IOException {
        TensorInfo info = weight(tensor);
        Objects.checkFromIndexSize(from, count, info.numElements());
        int size = info.type().sizeBytes();
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(count, size));
        read(tensor, from * size, bytes);
        return info.type().toFloats(bytes.array());
    }

    @Override
    public void close() throws IOException {
        this.source.close();
    }

    private TensorInfo weight(String tensor) throws CheckpointException {
        TensorInfo info = info(tensor);
        if (!info.type().isWeight()) {
            throw new CheckpointException(this.name,
                    "tensor \"" + tensor + "\" must be F32, F16, BF16 or F64 to be read; found: " + info.dtype());
        }
        return info;
    }

    private int headerBytes(long size) throws IOException {
        if (size < LENGTH_BYTES) {
            throw new CheckpointException(this.name,
                    "a safetensors file has at least " + LENGTH_BYTES + " bytes; found: " + size);
        }
        long length = ByteBuffer.wrap(this.source.copy(0, LENGTH_BYTES)).order(ByteOrder.LITTLE_ENDIAN).getLong();
        long available = Math.min(MAX_HEADER_BYTES, size - LENGTH_BYTES);
        if (length < 0 || length > available) {
            throw new CheckpointException(this.name, "the header must be at most " + available + " bytes in a file of "
                    + size + "; given: " + Long.toUnsignedString(length));
        }
        return (int) length;
    }

}
