package io.inkwell.model.introspection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.TranslateException;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * A call of an explanation method of the TorchScript program. Arguments have the order of
 * its parameters and become tensors at the call.
 */
final class ExplanationCall {

    private final String method;

    private final List<Function<NDManager, NDArray>> arguments = new ArrayList<>();

    ExplanationCall(String method) {
        this.method = method;
    }

    ExplanationCall with(long... numbers) {
        this.arguments.add((manager) -> manager.create(numbers));
        return this;
    }

    ExplanationCall with(float[] numbers, Shape shape) {
        this.arguments.add((manager) -> manager.create(numbers, shape));
        return this;
    }

    /**
     * Calls the method, and returns its results.
     * @throws ServiceException if it fails
     */
    List<float[]> on(Predictor<ExplanationCall, List<float[]>> predictor) {
        try {
            return predictor.predict(this);
        }
        catch (TranslateException ex) {
            throw new ServiceException(ErrorKind.GENERATION_FAILED, "the model could not compute an explanation", null,
                    ex);
        }
    }

    String method() {
        return this.method;
    }

    List<NDArray> arguments(NDManager manager) {
        return this.arguments.stream().map((argument) -> argument.apply(manager)).toList();
    }

}
