package io.inkwell.chat;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/** JSON with spaces where Python's {@code json.dumps} puts them. */
final class PythonJson extends MinimalPrettyPrinter {

    static ObjectMapper mapper() {
        return new ObjectMapper().setDefaultPrettyPrinter(new PythonJson()).enable(SerializationFeature.INDENT_OUTPUT);
    }

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
        json.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
        json.writeRaw(", ");
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
        json.writeRaw(", ");
    }

}
