package io.inkwell.model.program;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.inkwell.model.checkpoint.Activation;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.model.checkpoint.WeightShapes;

/**
 * The role of a weight in the program.
 *
 * @param index counts the weights of the same kind
 */
public record WeightRole(Kind kind, int index) {

    private static final Pattern LAYER = Pattern.compile("h\\.(\\d+)\\.(.+)\\.(\\w+)");

    /** In the order in which the program expects them. */
    public enum Kind {

        NORM(2), BIAS(3), ACTIVATION_PARAMETER(4), POSITIONS(1), MATRIX(5), EMBEDDING(0), HEAD(5);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /** The code of the kind in {@code gpt2.py}. */
        public int code() {
            return this.code;
        }

    }

    /**
     * Returns the role of a weight.
     * @param name a name from {@link Checkpoint#weightNames()}
     */
    public static WeightRole of(String name, Gpt2Config config) {
        Matcher layer = LAYER.matcher(name);
        if (layer.matches()) {
            return ofLayer(Integer.parseInt(layer.group(1)), layer.group(2), layer.group(3), config.activation());
        }
        int numLayers = config.numLayers();
        return switch (name) {
            case "wte.weight" -> new WeightRole(Kind.EMBEDDING, 0);
            case "wpe.weight" -> new WeightRole(Kind.POSITIONS, 0);
            case "ln_f.weight" -> new WeightRole(Kind.NORM, 4 * numLayers);
            case "ln_f.bias" -> new WeightRole(Kind.NORM, 4 * numLayers + 1);
            case WeightShapes.HEAD -> new WeightRole(Kind.HEAD, 4 * numLayers);
            default -> throw new IllegalArgumentException("not a weight of the network: " + name);
        };
    }

    private static WeightRole ofLayer(int layer, String module, String parameter, Activation activation) {
        int norm = List.of("ln_1", "ln_2").indexOf(module);
        if (norm >= 0) {
            return new WeightRole(Kind.NORM, 4 * layer + 2 * norm + (parameter.equals("bias") ? 1 : 0));
        }
        int matrix = List.of("attn.c_attn", "attn.c_proj", "mlp.c_fc", "mlp.c_proj").indexOf(module);
        if (matrix >= 0) {
            return new WeightRole(parameter.equals("bias") ? Kind.BIAS : Kind.MATRIX, 4 * layer + matrix);
        }
        List<String> parameters = activation.parameters();
        return new WeightRole(Kind.ACTIVATION_PARAMETER, parameters.size() * layer + parameters.indexOf(parameter));
    }

    /** Whether the program may store it in half precision. */
    boolean isPacked() {
        return this.kind == Kind.MATRIX || isEmbedding();
    }

    boolean isEmbedding() {
        return this.kind == Kind.EMBEDDING || this.kind == Kind.HEAD;
    }

}
