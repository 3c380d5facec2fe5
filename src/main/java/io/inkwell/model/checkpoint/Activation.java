package io.inkwell.model.checkpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The activation function of the MLP: every one that transformers knows by name
 * ({@code ACT2FN}).
 */
public enum Activation {

    /** {@code 0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3)))}, as in GPT-2. */
    GELU_TANH(0, "gelu_new", "gelu_pytorch_tanh", "gelu_python_tanh", "gelu_fast", "gelu_accurate"),
    /** {@code 0.5 x (1 + erf(x / sqrt(2)))}. */
    GELU(1, "gelu", "gelu_python"),
    /** {@code max(0, x)}. */
    RELU(2, "relu"),
    /** {@link #GELU} clipped to [-10, 10]. */
    GELU_CLIPPED(3, "gelu_10"),
    /** {@code x sigmoid(1.702 x)}. */
    GELU_SIGMOID(4, "quick_gelu"),
    /** {@code x sigmoid(x)}. */
    SILU(5, "silu", "swish"),
    /** {@code x tanh(log(1 + e^x))}. */
    MISH(6, "mish"),
    /** {@code x min(6, max(0, x + 3)) / 6}. */
    HARD_SWISH(7, "hardswish"),
    /** {@code x} if positive, else {@code 0.01 x}. */
    LEAKY_RELU(8, "leaky_relu"),
    /** {@code max(0, x)^2}. */
    RELU_SQUARED(9, "relu2"),
    /** {@code min(6, max(0, x))}. */
    RELU6(10, "relu6"),
    /** {@code 1 / (1 + e^-x)}. */
    SIGMOID(11, "sigmoid"),
    /** {@code tanh(x)}. */
    TANH(12, "tanh"),
    /** {@code 0.5 (1 + erf((x - 0.707107) / (0.282095 sqrt(2))))}. */
    LAPLACE(13, "laplace"),
    /** {@code sqrt(log(1 + e^x))}. */
    SQRT_SOFTPLUS(14, "sqrtsoftplus"),
    /** {@code x}. */
    LINEAR(15, "linear"),
    /**
     * {@code x} if positive, else {@code a x}, with {@code a} learned per layer.
     */
    PRELU(16, List.of("weight"), "prelu"),
    /** xIELU (arXiv 2411.13010), with parameters learned per layer. */
    XIELU(17, List.of("alpha_p", "alpha_n", "beta", "eps"), "xielu");

    private final int code;

    private final List<String> parameters;

    private final List<String> configNames;

    Activation(int code, String... configNames) {
        this(code, List.of(), configNames);
    }

    Activation(int code, List<String> parameters, String... configNames) {
        this.code = code;
        this.parameters = parameters;
        this.configNames = List.of(configNames);
    }

    /** The name in responses, such as {@code gelu_tanh}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The names of the parameters that each layer has. */
    public List<String> parameters() {
        return this.parameters;
    }

    /** The code of this activation in {@code gpt2.py}. */
    public int code() {
        return this.code;
    }

    /** The usual name in Hugging Face configs. */
    String configName() {
        return this.configNames.get(0);
    }

    /** The activation with this name in Hugging Face configs. */
    static Optional<Activation> named(String configName) {
        return Arrays.stream(values()).filter((activation) -> activation.configNames.contains(configName)).findFirst();
    }

    static List<String> allConfigNames() {
        return Arrays.stream(values()).flatMap((activation) -> activation.configNames.stream()).toList();
    }

}
