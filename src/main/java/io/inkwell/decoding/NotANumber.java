package io.inkwell.decoding;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * Fails a request whose model output holds NaN or has no finite value: any token chosen
 * from it would be arbitrary.
 */
public final class NotANumber {

    private NotANumber() {
    }

    /**
     * Requires a range of a step's output to be free of NaN.
     * @param what the name of the values, for the message
     * @throws ServiceException if a value is NaN
     */
    public static void refuse(String what, float[] numbers, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (Float.isNaN(numbers[i])) {
                throw failure(what + " that is NaN");
            }
        }
    }

    /**
     * Creates the failure.
     * @param found what the model computed
     */
    public static ServiceException failure(String found) {
        return new ServiceException(ErrorKind.GENERATION_FAILED, "the model computed " + found
                + ": its weights contain NaN, infinity or values too large for its precision");
    }

}
