package io.inkwell.model;

import java.util.Arrays;
import java.util.List;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.TranslateException;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * Has a network read embeddings in place of tokens and tells what its answer, the logits
 * after the last of them, owes to each number in them. The weights are constants, and
 * positions are added to what is given. Embeddings of several texts of one length are
 * {@code [texts, tokens, hidden size]}. Confined to one thread at a time.
 */
public final class Gpt2Gradients implements AutoCloseable {

    /** For what a call records for its way back; a longer text is computed twice. */
    private static final long RECORD_BYTES = 256L << 20;

    private final Gpt2Config config;

    private final Predictor<ExplanationCall, List<float[]>> predictor;

    Gpt2Gradients(Model model, Gpt2Config config) {
        this.config = config;
        this.predictor = new DifferentiatingPredictor(model);
    }

    public int hiddenSize() {
        return this.config.hiddenSize();
    }

    /** {@code [tokens, hidden size]}. */
    public float[] embeddings(int[] tokens) {
        return call(new ExplanationCall("embeddings").with(longs(tokens))).get(0);
    }

    /** The logits, {@code [texts, vocabulary]}. */
    public float[] answers(float[] embeddings, int numTexts) {
        return call(new ExplanationCall("answers").with(embeddings, shape(embeddings, numTexts))).get(0);
    }

    /**
     * The measure of a token in the answers, and its gradients.
     * @param targets the token, and perhaps one whose measure is taken from its own
     */
    public AnswerGradients gradients(float[] embeddings, int numTexts, int[] targets, AnswerMeasure measure) {
        List<float[]> results = call(new ExplanationCall("gradients").with(embeddings, shape(embeddings, numTexts))
            .with(longs(targets))
            .with(measure.code())
            .with(layersAtOnce(embeddings.length / this.config.hiddenSize())));
        return new AnswerGradients(results.get(0), results.get(1));
    }

    @Override
    public void close() {
        this.predictor.close();
    }

    private int layersAtOnce(int numTokens) {
        // The inputs of the four matrices, both norms and the activation, and the keys.
        long perToken = Float.BYTES * (10L * this.config.hiddenSize() + 2L * this.config.innerSize());
        return (int) Math.max(1, Math.min(this.config.numLayers(), RECORD_BYTES / (perToken * numTokens)));
    }

    private Shape shape(float[] embeddings, int numTexts) {
        int size = this.config.hiddenSize();
        int numTokens = embeddings.length / numTexts / size;
        if (numTokens * numTexts * size != embeddings.length || numTokens == 0
                || numTokens > this.config.maxPositions()) {
            throw new IllegalArgumentException(
                    "embeddings must be those of " + numTexts + " texts of from 1 to " + this.config.maxPositions()
                            + " tokens, " + size + " numbers each; given: " + embeddings.length + " numbers");
        }
        return new Shape(numTexts, numTokens, size);
    }

    private List<float[]> call(ExplanationCall call) {
        try {
            return this.predictor.predict(call);
        }
        catch (TranslateException ex) {
            throw new ServiceException(ErrorKind.GENERATION_FAILED, "the model could not compute a gradient", null, ex);
        }
    }

    private static long[] longs(int[] ints) {
        return Arrays.stream(ints).asLongStream().toArray();
    }

}
