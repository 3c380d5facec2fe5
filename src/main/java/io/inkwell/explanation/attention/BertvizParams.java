package io.inkwell.explanation.attention;

import java.io.ByteArrayOutputStream;
import java.util.List;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.model.introspection.Attention;

/**
 * An attention as the parameters of the JavaScript of bertviz 1.4.
 *
 * @param spellings of the tokens in the vocabulary
 * @param totalHeads of a layer, with those not included
 * @param rootId id of the page element to draw in
 */
record BertvizParams(AttentionView view, Attention attention, List<String> spellings, int[] layers, int[] heads,
        int totalHeads, String rootId) {

    byte[] toJson(JsonMapper mapper) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = mapper.createGenerator(bytes)) {
            RoundedNumberWriter numbers = new RoundedNumberWriter(json);
            json.writeStartObject();
            json.writeName("attention");
            switch (this.view) {
                case HEAD -> {
                    writeAttention(json, numbers);
                    json.writeStringProperty("default_filter", "0");
                    json.writeStringProperty("root_div_id", this.rootId);
                    json.writeNullProperty("layer");
                    json.writeNullProperty("heads");
                    json.writePOJOProperty("include_layers", this.layers);
                }
                case MODEL -> {
                    writeAttention(json, numbers);
                    json.writeStringProperty("default_filter", "0");
                    json.writeStringProperty("root_div_id", this.rootId);
                    json.writeStringProperty("display_mode", "dark");
                    json.writePOJOProperty("include_layers", this.layers);
                    json.writePOJOProperty("include_heads", this.heads);
                    json.writeNumberProperty("total_heads", this.totalHeads);
                }
                case NEURON -> {
                    writeNeurons(json, numbers);
                    json.writeStringProperty("default_filter", "all");
                    json.writeStringProperty("root_div_id", this.rootId);
                    json.writeBooleanProperty("bidirectional", false);
                    json.writeStringProperty("display_mode", "dark");
                    json.writeNullProperty("layer");
                    json.writeNullProperty("head");
                }
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private void writeAttention(JsonGenerator json, RoundedNumberWriter numbers) {
        json.writeStartArray();
        json.writeStartObject();
        json.writeNullProperty("name");
        writeScores(json, numbers);
        json.writeEndObject();
        json.writeEndArray();
    }

    private void writeNeurons(JsonGenerator json, RoundedNumberWriter numbers) {
        int[] shape = { this.layers.length, this.heads.length, this.spellings.size(), this.attention.headSize() };
        json.writeStartObject();
        json.writeObjectPropertyStart("all");
        writeScores(json, numbers);
        json.writeName("queries");
        numbers.write(this.attention.queries(), 0, shape);
        json.writeName("keys");
        numbers.write(this.attention.keys(), 0, shape);
        json.writeEndObject();
        json.writeEndObject();
    }

    private void writeScores(JsonGenerator json, RoundedNumberWriter numbers) {
        json.writeName("attn");
        AttentionEncoding.JSON.write(numbers, json, this.attention);
        List<String> texts = this.spellings.stream().map(BertvizParams::text).toList();
        json.writePOJOProperty("left_text", texts);
        json.writePOJOProperty("right_text", texts);
    }

    // Same as format_special_chars of bertviz.
    private static String text(String spelling) {
        return spelling.replace('Ġ', ' ').replace('▁', ' ').replace("</w>", "");
    }

}
