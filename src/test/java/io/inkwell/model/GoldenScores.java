package io.inkwell.model;

import java.util.List;

import tools.jackson.databind.JsonNode;

import io.inkwell.GoldenFiles;

import static io.inkwell.JsonNumbers.floats;
import static io.inkwell.JsonNumbers.ints;

/**
 * Scores of prompts by Hugging Face transformers 5.18 with the embedded model in float32.
 * They are the log-softmax of the logits, and the mean of {@code hidden_states[-1]},
 * normalized to length 1.
 *
 * @param logprobs of the tokens from the second on
 * @param ranks their ranks, from 1
 * @param top the five most likely tokens at the same positions
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

    @Override
    public String toString() {
        return this.prompt;
    }

}
