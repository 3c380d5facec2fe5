package io.inkwell.explanation.attention;

import java.util.Base64;

import tools.jackson.core.JsonGenerator;

import io.inkwell.explanation.BinaryNumbers;
import io.inkwell.model.introspection.Attention;

/** The encoding of the scores of a head. */
enum AttentionEncoding {

    /** Nested lists of numbers. */
    JSON,
    /** Base64 of little-endian float32, row by row. */
    F32,
    /**
     * Base64 of the lower triangle as bytes, row by row, where 255 is 1. Row {@code i}
     * has {@code i + 1} bytes. Only for the softmax stage.
     */
    U8;

    void write(RoundedNumberWriter numbers, JsonGenerator json, Attention attention) {
        if (this == JSON) {
            numbers.write(attention.scores(), 0, attention.numLayers(), attention.numHeads(), attention.numTokens(),
                    attention.numTokens());
            return;
        }
        json.writeStartArray();
        for (int layer = 0; layer < attention.numLayers(); layer++) {
            json.writeStartArray();
            for (int head = 0; head < attention.numHeads(); head++) {
                json.writeString((this == F32) ? floats(attention, layer, head)
                        : Base64.getEncoder().encodeToString(weights(attention, layer, head)));
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static String floats(Attention attention, int layer, int head) {
        int size = attention.numTokens() * attention.numTokens();
        return BinaryNumbers.of(attention.scores(), (layer * attention.numHeads() + head) * size, size);
    }

    private static byte[] weights(Attention attention, int layer, int head) {
        int length = attention.numTokens();
        byte[] bytes = new byte[length * (length + 1) / 2];
        int next = 0;
        for (int query = 0; query < length; query++) {
            for (int key = 0; key <= query; key++) {
                bytes[next++] = (byte) Math.round(255 * attention.score(layer, head, query, key));
            }
        }
        return bytes;
    }

}
