package io.inkwell.web;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * Fails the answer that would hold NaN or infinity, which JSON has no numbers for.
 * Without it Jackson writes the string {@code "NaN"}, and clients read no number.
 */
public final class FiniteNumbers extends SimpleModule {

    public FiniteNumbers() {
        super("finite-numbers");
        addSerializer(Float.class, new FloatWriter());
        addSerializer(Float.TYPE, new FloatWriter());
        addSerializer(Double.class, new DoubleWriter());
        addSerializer(Double.TYPE, new DoubleWriter());
        addSerializer(float[].class, new FloatsWriter());
        addSerializer(double[].class, new DoublesWriter());
    }

    private static void write(JsonGenerator json, float number) {
        if (!Float.isFinite(number)) {
            throw failure(number);
        }
        json.writeNumber(number);
    }

    private static void write(JsonGenerator json, double number) {
        if (!Double.isFinite(number)) {
            throw failure(number);
        }
        json.writeNumber(number);
    }

    private static ServiceException failure(double number) {
        return new ServiceException(ErrorKind.GENERATION_FAILED, "the model computed a number of the answer that is "
                + number + ": its weights hold NaN, infinity or numbers too large for its precision");
    }

    private static final class FloatWriter extends ValueSerializer<Float> {

        @Override
        public void serialize(Float value, JsonGenerator json, SerializationContext context) {
            write(json, value);
        }

    }

    private static final class DoubleWriter extends ValueSerializer<Double> {

        @Override
        public void serialize(Double value, JsonGenerator json, SerializationContext context) {
            write(json, value);
        }

    }

    private static final class FloatsWriter extends ValueSerializer<float[]> {

        @Override
        public void serialize(float[] values, JsonGenerator json, SerializationContext context) {
            json.writeStartArray();
            for (float value : values) {
                write(json, value);
            }
            json.writeEndArray();
        }

    }

    private static final class DoublesWriter extends ValueSerializer<double[]> {

        @Override
        public void serialize(double[] values, JsonGenerator json, SerializationContext context) {
            json.writeStartArray();
            for (double value : values) {
                write(json, value);
            }
            json.writeEndArray();
        }

    }

}
