package io.inkwell.model;

import java.util.List;

import tools.jackson.databind.JsonNode;

import io.inkwell.GoldenFiles;

import static io.inkwell.JsonNumbers.ints;

/** Results of Hugging Face transformers with the embedded model in float32. */
public record Golden(String prompt, int[] tokenIds, int[] greedyIds, int[] topIds, float[] topLogits) {

    public static List<Golden> cases() {
        return GoldenFiles.cases().map(Golden::of).toList();
    }

    private static Golden of(JsonNode node) {
        JsonNode top = node.get("last_logits_top20");
        JsonNode values = top.get("values");
        float[] logits = new float[values.size()];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = values.get(i).floatValue();
        }
        return new Golden(node.get("prompt").stringValue(), ints(node.get("token_ids")),
                ints(node.get("greedy").get("token_ids").get(0)), ints(top.get("ids")), logits);
    }

    @Override
    public String toString() {
        return this.prompt;
    }

}
