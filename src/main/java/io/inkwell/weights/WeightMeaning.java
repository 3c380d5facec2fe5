package io.inkwell.weights;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a weight does in the network, in a line: its name tells only those who know. */
final class WeightMeaning {

    private static final Pattern IN_BLOCK = Pattern.compile("h\\.(\\d+)\\.(.+)");

    private static final Map<String, String> OUTSIDE = Map.of("wte.weight", "token embedding: a row for each token",
            "wpe.weight", "position embedding: a row for each position", "ln_f.weight",
            "final norm: a factor for each dimension", "ln_f.bias", "final norm: a summand for each dimension",
            "lm_head.weight", "output matrix: a row for each token");

    private static final Map<String, String> INSIDE = Map.ofEntries(
            Map.entry("ln_1.weight", "norm before attention: a factor for each dimension"),
            Map.entry("ln_1.bias", "norm before attention: a summand for each dimension"),
            Map.entry("attn.c_attn.weight",
                    "projection to queries, keys and values, a third of the columns each: no attention weights"),
            Map.entry("attn.c_attn.bias", "summands of queries, keys and values, a third each"),
            Map.entry("attn.c_proj.weight", "projection of what the heads have read"),
            Map.entry("attn.c_proj.bias", "summands of that projection"),
            Map.entry("ln_2.weight", "norm before the feed-forward part: a factor for each dimension"),
            Map.entry("ln_2.bias", "norm before the feed-forward part: a summand for each dimension"),
            Map.entry("mlp.c_fc.weight", "projection to the neurons: a column for each"),
            Map.entry("mlp.c_fc.bias", "thresholds of the neurons"),
            Map.entry("mlp.act.weight", "PReLU: the slope below 0"),
            Map.entry("mlp.act.alpha_p", "xIELU: the curvature above 0, before softplus"),
            Map.entry("mlp.act.alpha_n", "xIELU: the curvature below 0, before softplus"),
            Map.entry("mlp.act.beta", "xIELU: the slope at 0"),
            Map.entry("mlp.act.eps", "xIELU: the bound of the exponent"),
            Map.entry("mlp.c_proj.weight", "what each neuron writes: a row for each"),
            Map.entry("mlp.c_proj.bias", "summands of what the neurons write"));

    private WeightMeaning() {
    }

    /**
     * @param weight its name in a {@link io.inkwell.model.checkpoint.Checkpoint}
     */
    static String of(String weight) {
        Matcher inBlock = IN_BLOCK.matcher(weight);
        if (!inBlock.matches()) {
            return OUTSIDE.getOrDefault(weight, weight);
        }
        String part = inBlock.group(2);
        return "block " + inBlock.group(1) + ", " + INSIDE.getOrDefault(part, part);
    }

}
