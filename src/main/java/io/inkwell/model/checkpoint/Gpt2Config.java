package io.inkwell.model.checkpoint;

import java.util.Collections;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * The architecture of a GPT-2-family network, from {@code config.json}. Error messages
 * use the field names of that file.
 *
 * @param maxPositions the context length in tokens, {@code n_positions}
 * @param innerSize the width of the MLP, {@code n_inner}
 * @param scaleAttention whether attention scores are divided by the square root of the
 * head size
 * @param scaleAttentionByInverseLayer whether attention scores are also divided by the
 * layer number, counted from 1
 * @param tieWordEmbeddings whether the token embedding is also the output matrix; in a
 * {@link Checkpoint}, this follows the weights
 * @param eosTokenIds the EOS tokens; empty if only the length ends a sequence
 * @param bosTokenId the BOS token
 */
public record Gpt2Config(int vocabSize, int maxPositions, int hiddenSize, int numLayers, int numHeads, int innerSize,
        double layerNormEpsilon, Activation activation, boolean scaleAttention, boolean scaleAttentionByInverseLayer,
        boolean tieWordEmbeddings, Set<Integer> eosTokenIds, OptionalInt bosTokenId) {

    public Gpt2Config {
        requireBetween("vocab_size", vocabSize, 1, 1 << 24);
        requireBetween("n_positions", maxPositions, 1, 1 << 20);
        requireBetween("n_embd", hiddenSize, 1, 1 << 16);
        requireBetween("n_layer", numLayers, 1, 1000);
        requireBetween("n_head", numHeads, 1, hiddenSize);
        requireBetween("n_inner", innerSize, 1, 1 << 20);
        if (hiddenSize % numHeads != 0) {
            throw new IllegalArgumentException(
                    "n_embd must be a multiple of n_head; given: " + hiddenSize + " and " + numHeads);
        }
        if (!(layerNormEpsilon >= 0 && layerNormEpsilon <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "layer_norm_epsilon must be a finite number of at least 0; given: " + layerNormEpsilon);
        }
        eosTokenIds.forEach((id) -> requireBetween("eos_token_id", id, 0, vocabSize - 1));
        bosTokenId.ifPresent((id) -> requireBetween("bos_token_id", id, 0, vocabSize - 1));
        eosTokenIds = Collections.unmodifiableSet(new TreeSet<>(eosTokenIds));
    }

    /**
     * Parses a {@code config.json}. Missing fields have the defaults of Hugging Face's
     * {@code GPT2Config}.
     * @throws CheckpointException if it is not JSON, not of the GPT-2 family, or uses an
     * unsupported option; the message names the field
     */
    public static Gpt2Config read(byte[] json) throws CheckpointException {
        return Gpt2ConfigReader.of(json).read();
    }

    /**
     * Writes a {@code config.json} that {@link #read} and transformers read.
     */
    public byte[] write() {
        return Gpt2ConfigWriter.write(this);
    }

    Gpt2Config withTieWordEmbeddings(boolean tied) {
        return new Gpt2Config(this.vocabSize, this.maxPositions, this.hiddenSize, this.numLayers, this.numHeads,
                this.innerSize, this.layerNormEpsilon, this.activation, this.scaleAttention,
                this.scaleAttentionByInverseLayer, tied, this.eosTokenIds, this.bosTokenId);
    }

    public int headSize() {
        return this.hiddenSize / this.numHeads;
    }

    /**
     * The factor applied to attention scores before softmax.
     * @param layer the layer index, counted from 0
     */
    public double attentionScale(int layer) {
        requireBetween("layer", layer, 0, this.numLayers - 1);
        double scale = this.scaleAttention ? 1 / Math.sqrt(headSize()) : 1;
        return this.scaleAttentionByInverseLayer ? scale / (layer + 1) : scale;
    }

    /** The number of parameters; a tied output matrix counts once. */
    public long parameterCount() {
        return WeightShapes.of(this)
            .values()
            .stream()
            .mapToLong((shape) -> shape.stream().reduce(1L, Math::multiplyExact))
            .sum();
    }

    /** The KV cache bytes per token over all layers, in float32. */
    public long kvBytesPerToken() {
        return 2L * this.numLayers * this.hiddenSize * Float.BYTES;
    }

    private static void requireBetween(String field, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(field + " must be between " + min + " and " + max + "; given: " + value);
        }
    }

}
