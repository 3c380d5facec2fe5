package io.inkwell.web;

import java.util.function.Supplier;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/** Creates the bytes of responses. */
public final class ResponseBytes {

    private ResponseBytes() {
    }

    /**
     * Calls a writer. An error, such as {@link OutOfMemoryError}, becomes an exception.
     * Reactor rethrows errors on the thread that publishes, so the client would get no
     * response.
     * @throws ServiceException if the writer fails with an error
     */
    public static byte[] of(Supplier<byte[]> writer) {
        try {
            return writer.get();
        }
        catch (Error ex) {
            throw new ServiceException(ErrorKind.GENERATION_FAILED, "the response could not be written", null, ex);
        }
    }

}
