package io.inkwell.decoding;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * Ends a request whose model computes NaN or only infinite numbers: any token chosen from
 * them would be an accident.
 */
public final class NotANumber {

    private NotANumber() {
    }

    /**
     * Requires numbers of a step's output to be none of NaN.
     * @param what they are, for the message
     * @throws ServiceException if one is NaN
     */
    public static void refuse(String what, float[] numbers, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (Float.isNaN(numbers[i])) {
                throw failure(what + " that is NaN");
            }
        }
    }

    /**
     * The failure itself.
     * @param found what the model computed
     */
    public static ServiceException failure(String found) {
        return new ServiceException(ErrorKind.GENERATION_FAILED, "the model computed " + found
                + ": its weights hold NaN, infinity or numbers too large for its precision");
    }

}
