package io.inkwell.model.checkpoint;

import java.util.List;

/**
 * An entry of a safetensors header. An empty shape is a scalar; a dimension of 0 makes
 * the tensor empty.
 *
 * @param dtype the dtype as the file spells it
 * @param begin the start of its data, in bytes from the end of the header
 * @param end the end of its data, exclusive
 */
public record TensorInfo(String name, ElementType type, String dtype, List<Long> shape, long begin, long end) {

    public TensorInfo {
        shape = List.copyOf(shape);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("tensor \"" + name
                    + "\": data_offsets must be 0 <= begin <= end; given: [" + begin + ", " + end + "]");
        }
        long needed = sizeBytes(name, type, shape);
        if (type != ElementType.OTHER && end - begin != needed) {
            throw new IllegalArgumentException("tensor \"" + name + "\": " + type + " of shape " + shape + " takes "
                    + needed + " bytes; its data_offsets [" + begin + ", " + end + "] hold " + (end - begin));
        }
    }

    public long sizeBytes() {
        return this.end - this.begin;
    }

    /**
     * The number of values.
     * @throws ArithmeticException if the dtype is {@link ElementType#OTHER}
     */
    public long numElements() {
        return sizeBytes() / this.type.sizeBytes();
    }

    private static long sizeBytes(String name, ElementType type, List<Long> shape) {
        long size = type.sizeBytes();
        for (long dimension : shape) {
            if (dimension < 0) {
                throw new IllegalArgumentException(
                        "tensor \"" + name + "\": shape must not be negative; given: " + shape);
            }
            try {
                size = Math.multiplyExact(size, dimension);
            }
            catch (ArithmeticException ex) {
                throw new IllegalArgumentException(
                        "tensor \"" + name + "\": shape must stay below 2^63 bytes; given: " + shape, ex);
            }
        }
        return size;
    }

}
