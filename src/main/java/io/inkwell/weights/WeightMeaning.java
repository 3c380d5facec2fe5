package io.inkwell.weights;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Describes the role of a weight in one line. */
final class WeightMeaning {

    private static final Pattern IN_BLOCK = Pattern.compile("h\\.(\\d+)\\.(.+)");

    private static final Map<String, String> OUTSIDE = Map.of("wte.weight", "token embedding: a row for each token",
            "wpe.weight", "position embedding: a row for each position", "ln_f.weight",
            "final norm: a scale for each dimension", "ln_f.bias", "final norm: a shift for each dimension",
            "lm_head.weight", "output matrix: a row for each token");

    private static final Map<String, String> INSIDE = Map.ofEntries(
            Map.entry("ln_1.weight", "norm before attention: a scale for each dimension"),
            Map.entry("ln_1.bias", "norm before attention: a shift for each dimension"),
            Map.entry("attn.c_attn.weight",
                    "projection to queries, keys and values, a third of the columns each; not attention weights"),
            Map.entry("attn.c_attn.bias", "bias of queries, keys and values, a third each"),
            Map.entry("attn.c_proj.weight", "projection of the output of the heads"),
            Map.entry("attn.c_proj.bias", "bias of the projection of the output of the heads"),
            Map.entry("ln_2.weight", "norm before the MLP: a scale for each dimension"),
            Map.entry("ln_2.bias", "norm before the MLP: a shift for each dimension"),
            Map.entry("mlp.c_fc.weight", "projection to the neurons: a column for each neuron"),
            Map.entry("mlp.c_fc.bias", "bias of the neurons"), Map.entry("mlp.act.weight", "PReLU: the slope below 0"),
            Map.entry("mlp.act.alpha_p", "xIELU: the curvature above 0, before softplus"),
            Map.entry("mlp.act.alpha_n", "xIELU: the curvature below 0, before softplus"),
            Map.entry("mlp.act.beta", "xIELU: the slope at 0"),
            Map.entry("mlp.act.eps", "xIELU: the bound of the exponent"),
            Map.entry("mlp.c_proj.weight", "projection of the neurons: a row for each neuron"),
            Map.entry("mlp.c_proj.bias", "bias of the projection of the neurons"));

    private WeightMeaning() {
    }

    /**
     * @param weight the name in a {@link io.inkwell.model.checkpoint.Checkpoint}
     */
    static String of(String weight) {
        Matcher inBlock = IN_BLOCK.matcher(weight);
        if (!inBlock.matches()) {
            return OUTSIDE.getOrDefault(weight, weight);
        }
        String part = inBlock.group(2);
        return "layer " + inBlock.group(1) + ", " + INSIDE.getOrDefault(part, part);
    }

}
