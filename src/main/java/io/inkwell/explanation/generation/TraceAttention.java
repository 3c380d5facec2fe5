package io.inkwell.explanation.generation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import io.inkwell.model.step.StepWithAttention;

/**
 * The attention from which a token was predicted: that of the previous token, over all
 * tokens so far.
 *
 * @param layers counted from 0
 * @param mean {@code [layer][token]}, averaged over the heads
 * @param top the tokens with the largest means of each layer, largest first
 * @param max the largest weight of a single head of each layer
 */
@JsonPropertyOrder({ "layers", "mean", "top", "max" })
public record TraceAttention(int[] layers, float[][] mean, List<List<Share>> top, List<Peak> max) {

    private static final int NUM_TOP = 3;

    private static final float SCALE = 1e5f;

    static TraceAttention of(StepWithAttention step, int[] layers) {
        float[][] mean = new float[layers.length][];
        List<List<Share>> top = new ArrayList<>();
        List<Peak> max = new ArrayList<>();
        for (int i = 0; i < layers.length; i++) {
            mean[i] = mean(step, layers[i]);
            top.add(top(mean[i]));
            max.add(max(step, layers[i]));
        }
        return new TraceAttention(layers, mean, top, max);
    }

    private static float[] mean(StepWithAttention step, int layer) {
        float[] mean = new float[step.numTokens()];
        for (int token = 0; token < mean.length; token++) {
            float sum = 0;
            for (int head = 0; head < step.numHeads(); head++) {
                sum += step.weight(layer, head, token);
            }
            mean[token] = rounded(sum / step.numHeads());
        }
        return mean;
    }

    private static List<Share> top(float[] mean) {
        return IntStream.range(0, mean.length)
            .mapToObj((token) -> new Share(token, mean[token]))
            .sorted(Comparator.comparingDouble((Share share) -> -share.share()))
            .limit(NUM_TOP)
            .toList();
    }

    private static Peak max(StepWithAttention step, int layer) {
        Peak max = new Peak(0, 0, step.weight(layer, 0, 0));
        for (int head = 0; head < step.numHeads(); head++) {
            for (int token = 0; token < step.numTokens(); token++) {
                float share = step.weight(layer, head, token);
                max = (share > max.share()) ? new Peak(head, token, share) : max;
            }
        }
        return new Peak(max.head(), max.token(), rounded(max.share()));
    }

    // Five decimals, as in other responses: attention is most of a trace.
    private static float rounded(float share) {
        return Math.round(share * SCALE) / SCALE;
    }

    /**
     * @param token index in prompt and completion
     */
    @JsonPropertyOrder({ "token", "share" })
    record Share(int token, float share) {
    }

    /**
     * @param token index in prompt and completion
     */
    @JsonPropertyOrder({ "head", "token", "share" })
    record Peak(int head, int token, float share) {
    }

}
