package io.inkwell.decoding.processor;

/** Hoare's selection: linear time on average, equal values included. */
final class QuickSelect {

    private QuickSelect() {
    }

    /**
     * The {@code k}th greatest (from 1) of the first {@code length} values, none of them
     * NaN. Reorders them so that the {@code k} greatest come first.
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
            // Now low..right >= pivot, left..high <= pivot, and what lies between equals
            // it.
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
