package io.inkwell.model.checkpoint;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A safetensors file: an 8-byte header length, a JSON header, then the tensor data. The
 * header is validated against the actual file size. The file is read and never
 * memory-mapped, so a file that is truncated while open causes an exception instead of a
 * crash. Thread-safe.
 */
public final class SafetensorsFile implements Closeable {

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
     * @throws CheckpointException if it is not a valid safetensors file
     */
    public static SafetensorsFile open(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new CheckpointException(path.toString(), Files.exists(path) ? "is not a file" : "does not exist");
        }
        return open(path.toString(), ByteSource.of(FileChannel.open(path)));
    }

    /**
     * Reads a file in memory: the bytes between the buffer's position and limit, which
     * must not change afterwards.
     * @param name the name used in error messages
     * @throws CheckpointException if it is not a valid safetensors file
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

    /** The name used in error messages. */
    public String name() {
        return this.name;
    }

    /** The tensor names, in header order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(this.tensors.keySet());
    }

    /**
     * Requires exactly these tensors, in float32.
     * @param shapes the shapes of the tensors by name
     * @throws CheckpointException if a tensor is missing, has another dtype or shape, or
     * is not one of them
     */
    public void requireTensors(Map<String, List<Long>> shapes) throws CheckpointException {
        for (Map.Entry<String, List<Long>> expected : shapes.entrySet()) {
            TensorInfo info = this.tensors.get(expected.getKey());
            if (info == null || info.type() != ElementType.F32 || !info.shape().equals(expected.getValue())) {
                throw new CheckpointException(this.name,
                        "tensor \"" + expected.getKey() + "\" must be F32 of shape " + expected.getValue() + "; found: "
                                + ((info != null) ? info.dtype() + " of shape " + info.shape() : "none"));
            }
        }
        for (String tensor : this.tensors.keySet()) {
            if (!shapes.containsKey(tensor)) {
                throw new CheckpointException(this.name, "tensor \"" + tensor + "\" does not belong to the model");
            }
        }
    }

    /**
     * The header entry of a tensor.
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
     * Reads bytes of a weight until the buffer is full, little-endian as stored.
     * @param from the byte offset in the tensor
     * @throws CheckpointException if the dtype is not one for weights
     * @throws IndexOutOfBoundsException if the range exceeds the tensor
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
                    + " bytes since it was opened: tensor \"" + tensor + "\" is truncated", ex);
        }
    }

    /**
     * Reads values of a weight in storage order (row-major).
     * @param from the index of the first value in the tensor
     * @throws CheckpointException if the dtype is not one for weights
     * @throws IndexOutOfBoundsException if the range exceeds the tensor
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
