package io.inkwell.explanation.noise;

import java.util.Arrays;
import java.util.function.Consumer;

import io.inkwell.explanation.CancellationToken;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.introspection.NoiseEffect;
import io.inkwell.model.introspection.NoisedPrompt;

/**
 * Learns the noise that each part of a prompt tolerates. Checks for cancellation before
 * every step.
 */
public final class NoiseRun implements NoiseEvaluator {

    /** Tokens per forward and backward pass: half a second for 124M parameters. */
    private static final int ROWS_AT_ONCE = 128;

    /** Noise of ten standard deviations of the embeddings hides a token. */
    private static final double DEVIATIONS = 10;

    private final NoisedPrompt prompt;

    private final CancellationToken cancellation;

    NoiseRun(NoisedPrompt prompt, CancellationToken cancellation) {
        this.prompt = prompt;
        this.cancellation = cancellation;
    }

    /**
     * @param progress receives every step
     */
    public static LearnedNoise learn(NoiseRequest request, Gpt2Model gpt2, CancellationToken cancellation,
            Consumer<NoiseProgress> progress) {
        cancellation.throwIfCancelled();
        try (NoisedPrompt prompt = gpt2.newNoisedPrompt(request.tokenIds())) {
            NoiseSettings settings = request.settings();
            Double given = settings.scale();
            double scale = (given != null) ? given : DEVIATIONS * prompt.embeddingDeviation();
            NoiseObjective objective = new NoiseObjective(new NoiseRun(prompt, cancellation), request.parts(), scale,
                    settings.rate());
            return new NoiseSearch(objective, settings, progress).run(prompt.numTokens() * prompt.hiddenSize());
        }
    }

    @Override
    public NoiseEffect effect(float[] sigma, float[] noise) {
        int numTokens = sigma.length;
        int sampleSize = numTokens * this.prompt.hiddenSize();
        int numSamples = noise.length / sampleSize;
        int numAtOnce = Math.max(1, ROWS_AT_ONCE / numTokens);
        float[] distances = new float[numSamples];
        float[] gradients = new float[numSamples * numTokens];
        for (int from = 0; from < numSamples; from += numAtOnce) {
            this.cancellation.throwIfCancelled();
            int to = Math.min(from + numAtOnce, numSamples);
            NoiseEffect effect = this.prompt.effect(sigma,
                    Arrays.copyOfRange(noise, from * sampleSize, to * sampleSize));
            System.arraycopy(effect.distances(), 0, distances, from, to - from);
            System.arraycopy(effect.gradients(), 0, gradients, from * numTokens, (to - from) * numTokens);
        }
        return new NoiseEffect(distances, gradients);
    }

}
