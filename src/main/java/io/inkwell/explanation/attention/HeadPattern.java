package io.inkwell.explanation.attention;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

import io.inkwell.model.introspection.Attention;
import io.inkwell.web.fields.FieldChoice;

/**
 * Where a head attends to, averaged over the tokens of a prompt. The first token can
 * attend only to itself, so it counts only in a prompt of one token.
 *
 * @param first mean weight of the first token
 * @param previous mean weight of the previous token
 * @param self mean weight of the token itself
 * @param repeated mean weight of earlier occurrences of the same token, over the tokens
 * that have any; null if none has
 * @param induction mean weight of the tokens after those occurrences; null likewise
 * @param entropy of the weights, in nats
 * @param distance mean distance to the attended tokens
 */
@JsonPropertyOrder({ "layer", "head", "pattern", "first", "previous", "self", "repeated", "induction", "entropy",
        "distance" })
record HeadPattern(int layer, int head, String pattern, double first, double previous, double self,
        @JsonInclude @Nullable Double repeated, @JsonInclude @Nullable Double induction, double entropy,
        double distance) {

    /**
     * @param firstLayer index of the first layer of the attention
     * @param layer relative to {@code firstLayer}
     * @param tokens of the prompt
     */
    static HeadPattern of(Attention attention, int firstLayer, int layer, int head, int[] tokens) {
        HeadStatistics statistics = new HeadStatistics();
        for (int query = Math.min(1, tokens.length - 1); query < tokens.length; query++) {
            statistics.addRow(attention, layer, head, query, tokens);
        }
        return new HeadPattern(firstLayer + layer, head, FieldChoice.label(statistics.name()), statistics.first(),
                statistics.previous(), statistics.self(), statistics.repeated(), statistics.induction(),
                statistics.entropy(), statistics.distance());
    }

}
