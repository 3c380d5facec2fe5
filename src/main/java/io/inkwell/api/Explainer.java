package io.inkwell.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import io.inkwell.error.ServiceException;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.introspection.AttentionStage;
import io.inkwell.model.introspection.Gpt2Explainer;
import io.inkwell.model.introspection.LensCells;
import io.inkwell.registry.LoadedModel;
import io.inkwell.tokenizer.TokenLabel;
import io.inkwell.tokenizer.TokenOffsets;
import io.inkwell.tokenizer.Tokenizer;

/**
 * Explains what the model computes for a prompt, in float32. A model with other weights
 * loads the float32 ones at the first call, and keeps them until it is closed. A call
 * computes on its own thread, next to running completions.
 */
public final class Explainer {

    /** 256 MB. */
    private static final long MAX_WEIGHTS = 1 << 26;

    private final OpenModel model;

    Explainer(OpenModel model) {
        this.model = model;
    }

    /**
     * The attention of all heads in all layers.
     * @throws InkwellException if the prompt exceeds the context, or has more than 2^26
     * weights
     */
    public Attention attention(String prompt) {
        return this.model.callFloat32((loaded, gpt2) -> attention(loaded, gpt2, prompt, range(numLayers(loaded))));
    }

    /**
     * The attention of all heads in one layer.
     * @param layer from 0
     * @throws IllegalArgumentException if there is no such layer
     * @throws InkwellException if the prompt exceeds the context
     */
    public Attention attention(String prompt, int layer) {
        return this.model.callFloat32((loaded, gpt2) -> {
            Rules.requireIndex("layer", layer, 0, numLayers(loaded));
            return attention(loaded, gpt2, prompt, new int[] { layer });
        });
    }

    private static Attention attention(LoadedModel loaded, Gpt2Model gpt2, String prompt, int[] layers) {
        int[] tokens = encode(loaded, prompt);
        int[] heads = range(gpt2.config().numHeads());
        long numWeights = (long) layers.length * heads.length * tokens.length * tokens.length;
        ServiceException.require(numWeights <= MAX_WEIGHTS, "prompt",
                "short enough for at most " + MAX_WEIGHTS + " weights; read one layer at a time",
                tokens.length + " tokens, which have " + numWeights);
        try (Gpt2Explainer explainer = gpt2.newExplainer()) {
            return new Attention(texts(loaded.tokenizer(), tokens), layers[0],
                    explainer.attention(tokens, layers, heads, AttentionStage.SOFTMAX));
        }
    }

    /**
     * What the model would predict after each layer.
     * @param numTop how many of the most likely tokens to return, at least 1
     * @throws IllegalArgumentException if {@code numTop} is out of range
     * @throws InkwellException if the prompt exceeds the context
     */
    public LogitLens logitLens(String prompt, int numTop) {
        return this.model.callFloat32((loaded, gpt2) -> {
            Rules.requireIndex("numTop", numTop, 1, loaded.vocabularySize());
            int[] tokens = encode(loaded, prompt);
            try (Gpt2Explainer explainer = gpt2.newExplainer()) {
                List<LensCells> parts = explainer.logitLens(tokens, numTop, new int[0], () -> {
                });
                return new LogitLens(texts(loaded.tokenizer(), tokens), predictions(loaded.tokenizer(), parts));
            }
        });
    }

    private static List<List<List<Token.Candidate>>> predictions(Tokenizer tokenizer, List<LensCells> parts) {
        List<List<List<Token.Candidate>>> predictions = new ArrayList<>();
        for (LensCells cells : parts) {
            for (int i = 0; i < cells.numTokens(); i++) {
                int token = i;
                predictions.add(IntStream.range(0, cells.numDepths())
                    .mapToObj((depth) -> candidates(tokenizer, cells, token, depth))
                    .toList());
            }
        }
        return predictions;
    }

    private static List<Token.Candidate> candidates(Tokenizer tokenizer, LensCells cells, int token, int depth) {
        return IntStream.range(0, cells.numTop()).mapToObj((rank) -> {
            int id = cells.topToken(token, depth, rank);
            return new Token.Candidate(id, TokenLabel.of(tokenizer.table().bytes(id)),
                    cells.topLogprob(token, depth, rank));
        }).toList();
    }

    private static int[] encode(LoadedModel loaded, String prompt) {
        int[] tokens = loaded.textEncoder().encode("prompt", prompt, true);
        if (tokens.length > loaded.contextLength()) {
            throw loaded.contextLengthErrors().promptTooLong("prompt", tokens.length);
        }
        return (tokens.length > 0) ? tokens : new int[] { loaded.requireBosToken("prompt", "not be empty") };
    }

    private static List<String> texts(Tokenizer tokenizer, int[] tokens) {
        TokenOffsets offsets = new TokenOffsets(tokenizer);
        return Arrays.stream(tokens).mapToObj((id) -> {
            String text = TokenLabel.of(offsets.bytes(id));
            offsets.append(id);
            return text;
        }).toList();
    }

    private static int numLayers(LoadedModel loaded) {
        return loaded.model().config().numLayers();
    }

    private static int[] range(int end) {
        return IntStream.range(0, end).toArray();
    }

}
