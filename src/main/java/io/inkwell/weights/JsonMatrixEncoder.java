package io.inkwell.weights;

import java.io.OutputStream;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a matrix as the last field of a JSON object. A number that is not finite becomes
 * null.
 */
final class JsonMatrixEncoder implements MatrixEncoder {

    private final JsonGenerator json;

    /**
     * @param fields of the object before the matrix
     * @param label name of the matrix field
     */
    JsonMatrixEncoder(OutputStream out, JsonMapper mapper, Object fields, String label) {
        this.json = mapper.createGenerator(out);
        this.json.writeStartObject();
        mapper.valueToTree(fields).forEachEntry(this.json::writePOJOProperty);
        this.json.writeArrayPropertyStart(label);
    }

    @Override
    public void write(float[] row) {
        this.json.writeStartArray();
        for (float value : row) {
            if (Float.isFinite(value)) {
                this.json.writeNumber(value);
            }
            else {
                this.json.writeNull();
            }
        }
        this.json.writeEndArray();
        this.json.flush();
    }

    @Override
    public void close() {
        this.json.writeEndArray();
        this.json.writeEndObject();
        this.json.close();
    }

}
