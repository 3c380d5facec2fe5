package io.inkwell.explanation.attention;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

import io.inkwell.model.introspection.Attention;
import io.inkwell.web.fields.FieldChoice;

/**
 * What a head looks at in a text: the mean over its tokens but the first, which has
 * nothing to choose from, and counts only in a text of its own.
 *
 * @param first the share of the first token, {@code previous} that of the token before,
 * {@code self} that of the token itself
 * @param repeated the share of earlier places of the same token, over the tokens that
 * have any; null if none has
 * @param induction the share of what followed those places, over the same tokens
 * @param entropy of the shares, in nats
 * @param distance to what is looked at, in tokens
 */
@JsonPropertyOrder({ "layer", "head", "pattern", "first", "previous", "self", "repeated", "induction", "entropy",
        "distance" })
record HeadPattern(int layer, int head, String pattern, double first, double previous, double self,
        @JsonInclude @Nullable Double repeated, @JsonInclude @Nullable Double induction, double entropy,
        double distance) {

    /**
     * @param firstLayer the number of the first layer that the attention holds
     * @param layer counted from there
     * @param tokens of the text
     */
    static HeadPattern of(Attention attention, int firstLayer, int layer, int head, int[] tokens) {
        HeadStatistics shares = new HeadStatistics();
        for (int query = Math.min(1, tokens.length - 1); query < tokens.length; query++) {
            shares.addRow(attention, layer, head, query, tokens);
        }
        return new HeadPattern(firstLayer + layer, head, FieldChoice.label(shares.name()), shares.first(),
                shares.previous(), shares.self(), shares.repeated(), shares.induction(), shares.entropy(),
                shares.distance());
    }

}
