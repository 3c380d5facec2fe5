package io.inkwell.api;

import io.inkwell.model.program.DeviceChoice;

/**
 * Options for opening a model. Create them with {@link #builder()}: later versions may
 * add components to the record.
 *
 * @param device {@code auto}, {@code cpu}, or a CUDA device such as {@code cuda:0}
 * @param dtype the data type of the weights
 * @param threads the number of cores that a forward pass uses; 0 for all. It belongs to
 * the process: the first model that is opened sets it
 * @param kvCacheBytes the memory for keys and values; 0 for a quarter of the available
 * memory
 */
public record InkwellOptions(String device, Dtype dtype, int threads, long kvCacheBytes) {

    /** What {@link Inkwell#open(String)} uses. */
    public static final InkwellOptions DEFAULT = builder().build();

    /**
     * @throws IllegalArgumentException if a value is out of range; the message names the
     * field, the rule and the value
     */
    public InkwellOptions {
        new DeviceChoice("device", device);
        Rules.require(threads >= 0, "threads", "at least 0", threads);
        Rules.require(kvCacheBytes >= 0, "kvCacheBytes", "at least 0", kvCacheBytes);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Builds options; each starts at its default. */
    public static final class Builder {

        private String device = DeviceChoice.AUTO;

        private Dtype dtype = Dtype.AUTO;

        private int threads;

        private long kvCacheBytes;

        private Builder() {
        }

        public Builder device(String device) {
            this.device = device;
            return this;
        }

        public Builder dtype(Dtype dtype) {
            this.dtype = dtype;
            return this;
        }

        public Builder threads(int threads) {
            this.threads = threads;
            return this;
        }

        public Builder kvCacheBytes(long kvCacheBytes) {
            this.kvCacheBytes = kvCacheBytes;
            return this;
        }

        public InkwellOptions build() {
            return new InkwellOptions(this.device, this.dtype, this.threads, this.kvCacheBytes);
        }

    }

}
