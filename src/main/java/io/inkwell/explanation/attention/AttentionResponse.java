package io.inkwell.explanation.attention;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.explanation.text.ExplainedToken;
import io.inkwell.model.introspection.Attention;
import io.inkwell.model.introspection.AttentionStage;
import io.inkwell.web.fields.FieldChoice;

/**
 * The native response of {@code POST /v1/explain/attention}:
 * {@code attention[layer][head][query][key]}, and a field with the same axes for each
 * other stage.
 *
 * @param layers indices of the layers on the axis; same for the heads
 */
record AttentionResponse(String model, AttentionRequest request, List<ExplainedToken> tokens, int[] layers, int[] heads,
        Map<AttentionStage, Attention> stages) {

    byte[] toJson(JsonMapper mapper) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = mapper.createGenerator(bytes)) {
            RoundedNumberWriter numbers = new RoundedNumberWriter(json);
            json.writeStartObject();
            json.writeStringProperty("model", this.model);
            json.writeStringProperty("view", FieldChoice.label(this.request.view()));
            json.writeStringProperty("combine", FieldChoice.label(this.request.combine()));
            json.writeBooleanProperty("hide_first_token", this.request.hideFirstToken());
            json.writeStringProperty("encoding", FieldChoice.label(this.request.encoding()));
            json.writePOJOProperty("tokens", this.tokens);
            json.writePOJOProperty("layers", this.layers);
            json.writePOJOProperty("heads", this.heads);
            this.stages.forEach((stage, attention) -> {
                json.writeName((stage == AttentionStage.SOFTMAX) ? "attention" : FieldChoice.label(stage));
                this.request.encoding().write(numbers, json, attention);
            });
            Attention first = this.stages.values().iterator().next();
            if (this.request.hasVectors()) {
                writeVectors(json, numbers, first);
            }
            if (this.request.hasProducts()) {
                writeProducts(json, numbers, first);
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void writeVectors(JsonGenerator json, RoundedNumberWriter numbers, Attention attention) {
        int[] shape = { attention.numLayers(), attention.numHeads(), attention.numTokens(), attention.headSize() };
        json.writeName("queries");
        numbers.write(attention.queries(), 0, shape);
        json.writeName("keys");
        numbers.write(attention.keys(), 0, shape);
    }

    /** Writes the elementwise products of queries and keys, whose sums are the scores. */
    private static void writeProducts(JsonGenerator json, RoundedNumberWriter numbers, Attention attention) {
        json.writeName("products");
        json.writeStartArray();
        int headNumbers = attention.numTokens() * attention.headSize();
        for (int layer = 0; layer < attention.numLayers(); layer++) {
            json.writeStartArray();
            for (int head = 0; head < attention.numHeads(); head++) {
                writeHead(json, numbers, attention, (layer * attention.numHeads() + head) * headNumbers);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void writeHead(JsonGenerator json, RoundedNumberWriter numbers, Attention attention, int first) {
        int size = attention.headSize();
        float[] products = new float[attention.numTokens() * size];
        json.writeStartArray();
        for (int query = 0; query < attention.numTokens(); query++) {
            for (int i = 0; i < products.length; i++) {
                products[i] = attention.queries()[first + query * size + i % size] * attention.keys()[first + i];
            }
            numbers.write(products, 0, attention.numTokens(), size);
        }
        json.writeEndArray();
    }

}
