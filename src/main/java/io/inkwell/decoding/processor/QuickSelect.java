package io.inkwell.decoding.processor;

/** Hoare's quickselect: linear time on average, also with many equal values. */
final class QuickSelect {

    private QuickSelect() {
    }

    /**
     * Returns the {@code k}th greatest (from 1) of the first {@code length} values.
     * Reorders them so that the {@code k} greatest come first. NaN is not allowed.
     */
    static float kthGreatest(float[] values, int length, int k) {
        int target = k - 1;
        int low = 0;
        int high = length - 1;
        while (low < high) {
            float pivot = median(values[low], values[(low + high) >>> 1], values[high]);
            int left = low;
            int right = high;
            while (left <= right) {
                while (values[left] > pivot) {
                    left++;
                }
                while (values[right] < pivot) {
                    right--;
                }
                if (left <= right) {
                    float value = values[left];
                    values[left++] = values[right];
                    values[right--] = value;
                }
            }
            // Invariant: low..right >= pivot, left..high <= pivot, and anything between
            // equals the pivot.
            if (target <= right) {
                high = right;
            }
            else if (target >= left) {
                low = left;
            }
            else {
                return pivot;
            }
        }
        return values[target];
    }

    private static float median(float a, float b, float c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

}
