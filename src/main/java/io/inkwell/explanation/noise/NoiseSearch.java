package io.inkwell.explanation.noise;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Optimizes the noise on each part of a prompt. The same settings always give the same
 * noise.
 */
final class NoiseSearch {

    /** The greatest relative change of sigma that counts as converged. */
    private static final double TOLERANCE = 0.1;

    private final NoiseObjective objective;

    private final NoiseSettings settings;

    private final Consumer<NoiseProgress> progress;

    /**
     * @param progress receives every step, and may throw to stop the search
     */
    NoiseSearch(NoiseObjective objective, NoiseSettings settings, Consumer<NoiseProgress> progress) {
        this.objective = objective;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * @param sampleSize numbers in one sample of noise
     */
    LearnedNoise run(int sampleSize) {
        NoiseMode mode = this.settings.mode();
        SplittableRandom random = new SplittableRandom(this.settings.seed());
        double[] theta = mode.start(random, this.objective.numParts());
        GaussianNoise noise = new GaussianNoise(random, mode.isAntithetic(), this.settings.numSamples(), sampleSize);
        Adam adam = new Adam(this.settings.learningRate(), mode.beta2(), theta.length);
        TailAverage tail = new TailAverage(this.settings.iterations(), theta.length);
        LowestLoss best = new LowestLoss();
        for (int iteration = 1; iteration <= this.settings.iterations(); iteration++) {
            NoiseLoss loss = this.objective.evaluate(theta, noise.draw());
            adam.step(theta, loss.gradient());
            tail.add(theta, loss.value());
            // Keeps the parameters after the step, as the code of the paper does.
            best.add(theta, loss.value());
            this.progress.accept(new NoiseProgress(iteration, loss.value(), this.objective.sigma(theta)));
        }
        return (mode == NoiseMode.REFERENCE) ? of(best, tail) : of(tail);
    }

    private LearnedNoise of(LowestLoss best, TailAverage tail) {
        return new LearnedNoise(this.objective.scale(), this.objective.sigma(best.vector()), null, best.loss(),
                hasConverged(tail));
    }

    private LearnedNoise of(TailAverage tail) {
        return new LearnedNoise(this.objective.scale(), this.objective.sigma(tail.mean()), standardError(tail),
                tail.meanLoss(), hasConverged(tail));
    }

    private boolean hasConverged(TailAverage tail) {
        double[] earlier = this.objective.sigma(tail.earlierMean());
        double[] later = this.objective.sigma(tail.laterMean());
        for (int part = 0; part < later.length; part++) {
            if (Math.abs(later[part] - earlier[part]) > TOLERANCE * later[part]) {
                return false;
            }
        }
        return true;
    }

    private double[] standardError(TailAverage tail) {
        double[] mean = tail.mean();
        double[] error = tail.standardError();
        for (int part = 0; part < error.length; part++) {
            error[part] *= this.objective.growth(mean[part]);
        }
        return error;
    }

}
