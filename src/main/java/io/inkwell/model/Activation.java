package io.inkwell.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The non-linearity between the two matrices of a layer's feed-forward part. */
public enum Activation {

    /** {@code 0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3)))}, GPT-2's own. */
    GELU_TANH("gelu_new", "gelu_pytorch_tanh"),
    /** {@code 0.5 x (1 + erf(x / sqrt(2)))}. */
    GELU("gelu"),
    /** {@code max(0, x)}. */
    RELU("relu");

    private final List<String> configNames;

    Activation(String... configNames) {
        this.configNames = List.of(configNames);
    }

    /** The activation that Hugging Face configs call by this name. */
    static Optional<Activation> named(String configName) {
        return Arrays.stream(values()).filter((activation) -> activation.configNames.contains(configName)).findFirst();
    }

    static List<String> allConfigNames() {
        return Arrays.stream(values()).flatMap((activation) -> activation.configNames.stream()).toList();
    }

}
