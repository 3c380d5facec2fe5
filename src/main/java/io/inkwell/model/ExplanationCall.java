package io.inkwell.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * A call of one of the program's methods for explanations. Its arguments, in the order of
 * the method's parameters, become tensors when it is made.
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

    String method() {
        return this.method;
    }

    List<NDArray> arguments(NDManager manager) {
        return this.arguments.stream().map((argument) -> argument.apply(manager)).toList();
    }

}
