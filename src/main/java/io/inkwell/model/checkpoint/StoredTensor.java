package io.inkwell.model.checkpoint;

import java.io.IOException;

/** A tensor and the file that holds it. */
record StoredTensor(SafetensorsFile file, TensorInfo info) {

    private static final int CHUNK = 1 << 16;

    /**
     * Whether two weights have the same shape and values, whatever their dtypes; false if
     * either dtype is not one for weights.
     */
    boolean sameNumbers(StoredTensor other) throws IOException {
        if (!this.info.shape().equals(other.info.shape()) || !isWeight() || !other.isWeight()) {
            return false;
        }
        long count = this.info.numElements();
        for (long from = 0; from < count; from += CHUNK) {
            int length = (int) Math.min(CHUNK, count - from);
            if (!equal(values(from, length), other.values(from, length))) {
                return false;
            }
        }
        return true;
    }

    private boolean isWeight() {
        return this.info.type().isWeight();
    }

    private float[] values(long from, int count) throws IOException {
        return this.file.values(this.info.name(), from, count);
    }

    // Compares values, not bits: 0 equals -0, and NaN equals nothing.
    private static boolean equal(float[] first, float[] second) {
        for (int i = 0; i < first.length; i++) {
            if (first[i] != second[i]) {
                return false;
            }
        }
        return true;
    }

}
