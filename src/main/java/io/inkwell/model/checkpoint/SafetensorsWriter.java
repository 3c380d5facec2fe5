package io.inkwell.model.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a safetensors file of float32 tensors: the header first, then the values in
 * parts of any size. Not thread-safe.
 */
public final class SafetensorsWriter implements Closeable {

    private final Path file;

    private final FileChannel channel;

    private final long size;

    private SafetensorsWriter(Path file, FileChannel channel, long size) {
        this.file = file;
        this.channel = channel;
        this.size = size;
    }

    /**
     * Creates a file, or replaces it, and writes the header.
     * @param shapes the shapes of the tensors by name, in the order of the file
     */
    public static SafetensorsWriter create(Path file, Map<String, List<Long>> shapes) throws IOException {
        Map<String, Object> header = new LinkedHashMap<>();
        // transformers refuses a file without it.
        header.put("__metadata__", Map.of("format", "pt"));
        long end = 0;
        for (Map.Entry<String, List<Long>> tensor : shapes.entrySet()) {
            long begin = end;
            end += Float.BYTES * tensor.getValue().stream().reduce(1L, Math::multiplyExact);
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("dtype", ElementType.F32.name());
            entry.put("shape", tensor.getValue());
            entry.put("data_offsets", List.of(begin, end));
            header.put(tensor.getKey(), entry);
        }
        byte[] json = JsonMapper.shared().writeValueAsBytes(header);
        // The format pads the header with spaces, so that the data is aligned.
        int padding = Math.floorMod(-json.length, Long.BYTES);
        ByteBuffer start = ByteBuffer.allocate(Long.BYTES + json.length + padding).order(ByteOrder.LITTLE_ENDIAN);
        start.putLong(json.length + padding).put(json).put(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
        SafetensorsWriter writer = new SafetensorsWriter(file, FileChannel.open(file, StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE), start.capacity() + end);
        try {
            writer.write(start.flip());
            return writer;
        }
        catch (IOException | RuntimeException ex) {
            writer.channel.close();
            throw ex;
        }
    }

    /** Appends values in row-major order, little-endian. */
    public void write(ByteBuffer values) throws IOException {
        while (values.hasRemaining()) {
            this.channel.write(values);
        }
    }

    /**
     * Flushes a complete file to the storage device and closes it.
     * @throws IllegalStateException if values are missing or too many
     */
    public void finish() throws IOException {
        if (this.channel.position() != this.size) {
            throw new IllegalStateException(
                    this.file + " must have " + this.size + " bytes; written: " + this.channel.position());
        }
        this.channel.force(true);
        this.channel.close();
    }

    /** Closes the file, complete or not. */
    @Override
    public void close() throws IOException {
        this.channel.close();
    }

}
