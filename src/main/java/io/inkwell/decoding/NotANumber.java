package io.inkwell.decoding;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * Fails a request whose model output contains NaN or has no finite value: any token
 * chosen from it would be arbitrary.
 */
public final class NotANumber {

    private NotANumber() {
    }

    /**
     * Requires a range of a step's output to be free of NaN.
     * @param place the name of the values, for the message
     * @throws ServiceException if a value is NaN
     */
    public static void reject(String place, float[] numbers, int from, int count) {
        for (int i = from; i < from + count; i++) {
            reject(place, numbers[i]);
        }
    }

    /** Requires one value to be a number, as the other method. */
    public static void reject(String place, float number) {
        if (Float.isNaN(number)) {
            throw failure("NaN", place);
        }
    }

    /**
     * Creates the failure.
     * @param value what the model produced, such as {@code NaN}
     * @param place the name of the value
     */
    public static ServiceException failure(String value, String place) {
        return new ServiceException(ErrorKind.GENERATION_FAILED, "the model produced " + value + " in " + place
                + "; check the weights, or use a higher precision (inkwell.precision)");
    }

}
