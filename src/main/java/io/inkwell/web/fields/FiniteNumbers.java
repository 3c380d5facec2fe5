package io.inkwell.web.fields;

import java.util.function.BiConsumer;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

import io.inkwell.decoding.NotANumber;
import io.inkwell.error.ServiceException;

/**
 * Fails a response that contains NaN or infinity, which JSON cannot represent. Jackson
 * would write the string {@code "NaN"}, and clients would fail to read a number.
 */
public final class FiniteNumbers extends SimpleModule {

    public FiniteNumbers() {
        super("finite-numbers");
        addSerializer(Float.class, serializer(FiniteNumbers::write));
        addSerializer(Float.TYPE, serializer(FiniteNumbers::write));
        addSerializer(Double.class, serializer(FiniteNumbers::write));
        addSerializer(Double.TYPE, serializer(FiniteNumbers::write));
        addSerializer(float[].class, serializer(FiniteNumbers::write));
        addSerializer(double[].class, serializer(FiniteNumbers::write));
    }

    private static <T> ValueSerializer<T> serializer(BiConsumer<JsonGenerator, T> writer) {
        return new ValueSerializer<>() {

            @Override
            public void serialize(T value, JsonGenerator json, SerializationContext context) {
                writer.accept(json, value);
            }

        };
    }

    private static void write(JsonGenerator json, Float number) {
        json.writeNumber(finite(number));
    }

    private static void write(JsonGenerator json, Double number) {
        json.writeNumber(finite(number));
    }

    private static void write(JsonGenerator json, float[] numbers) {
        json.writeStartArray();
        for (float number : numbers) {
            json.writeNumber(finite(number));
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, double[] numbers) {
        json.writeStartArray();
        for (double number : numbers) {
            json.writeNumber(finite(number));
        }
        json.writeEndArray();
    }

    private static float finite(float number) {
        if (!Float.isFinite(number)) {
            throw failure(number);
        }
        return number;
    }

    private static double finite(double number) {
        if (!Double.isFinite(number)) {
            throw failure(number);
        }
        return number;
    }

    private static ServiceException failure(double number) {
        return NotANumber.failure(Double.toString(number), "the response");
    }

}
