package io.inkwell.model.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.djl.util.Float16Utils;
import tools.jackson.databind.json.JsonMapper;

/** Builds a safetensors file in memory, tensor by tensor. */
public final class SafetensorsBuilder {

    private final Map<String, Object> header = new LinkedHashMap<>();

    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    /** Adds a tensor of floats, rounded to the dtype. */
    public SafetensorsBuilder add(String name, ElementType type, List<Long> shape, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * type.sizeBytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            switch (type) {
                case F32 -> bytes.putFloat(value);
                case F16 -> bytes.putShort(Float16Utils.floatToHalf(value));
                case BF16 -> bytes.putShort((short) (Float.floatToIntBits(value) >>> Short.SIZE));
                case F64 -> bytes.putDouble(value);
                default -> throw new IllegalArgumentException("type must be that of a weight; given: " + type);
            }
        }
        return add(name, type, shape, bytes.array());
    }

    /** Adds a tensor from encoded bytes. */
    public SafetensorsBuilder add(String name, ElementType type, List<Long> shape, byte[] bytes) {
        return add(name, type.name(), shape, bytes);
    }

    /** Adds a tensor of any dtype. */
    SafetensorsBuilder add(String name, String dtype, List<Long> shape, byte[] bytes) {
        long begin = this.data.size();
        this.data.writeBytes(bytes);
        this.header.put(name,
                Map.of("dtype", dtype, "shape", shape, "data_offsets", List.of(begin, begin + bytes.length)));
        return this;
    }

    public byte[] toBytes() {
        String json = JsonMapper.shared().writeValueAsString(this.header);
        // Aligns the data as the format does.
        String padded = json + " ".repeat(Math.floorMod(-json.getBytes(StandardCharsets.UTF_8).length, Long.BYTES));
        return file(padded.getBytes(StandardCharsets.UTF_8), this.data.toByteArray());
    }

    /** A file of these parts unchanged, valid or not. */
    public static byte[] file(byte[] header, byte[] data) {
        return ByteBuffer.allocate(Long.BYTES + header.length + data.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length)
            .put(header)
            .put(data)
            .array();
    }

    public static byte[] file(String header, int dataBytes) {
        return file(header.getBytes(StandardCharsets.UTF_8), new byte[dataBytes]);
    }

}
