package io.inkwell.model;

import java.util.List;

import tools.jackson.databind.JsonNode;

import io.inkwell.GoldenFiles;

/**
 * What Hugging Face transformers 5.18 computes of prompts with the embedded model in
 * float32: the log-softmax of the logits, and the mean of {@code hidden_states[-1]}, made
 * one long.
 *
 * @param logprobs of the tokens from the second on
 * @param ranks theirs: one more than there are likelier tokens
 * @param top the five likeliest tokens in the same places
 */
public record GoldenScores(String prompt, int[] tokenIds, float[] logprobs, int[] ranks, List<Top> top,
        float[] embedding) {

    public record Top(int[] ids, float[] logprobs) {
    }

    public static List<GoldenScores> cases() {
        return GoldenFiles.read("scores.json").valueStream().map(GoldenScores::of).toList();
    }

    private static GoldenScores of(JsonNode node) {
        List<Top> top = node.get("top")
            .valueStream()
            .map((each) -> new Top(ints(each.get("ids")), floats(each.get("logprobs"))))
            .toList();
        return new GoldenScores(node.get("prompt").stringValue(), ints(node.get("token_ids")),
                floats(node.get("logprobs")), ints(node.get("ranks")), top, floats(node.get("embedding")));
    }

    private static int[] ints(JsonNode array) {
        return array.valueStream().mapToInt(JsonNode::intValue).toArray();
    }

    private static float[] floats(JsonNode array) {
        float[] floats = new float[array.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = array.get(i).floatValue();
        }
        return floats;
    }

    @Override
    public String toString() {
        return this.prompt;
    }

}
