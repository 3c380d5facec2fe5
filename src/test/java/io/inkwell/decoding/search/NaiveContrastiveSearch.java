package io.inkwell.decoding.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import io.inkwell.decoding.TinyModel;

/**
 * Contrastive search as in Su et al. (2022), recomputing all hidden states in each step.
 */
final class NaiveContrastiveSearch {

    private final TinyModel model;

    private final int topK;

    private final double alpha;

    private final double repetitionPenalty;

    NaiveContrastiveSearch(TinyModel model, int topK, double alpha, double repetitionPenalty) {
        this.model = model;
        this.topK = topK;
        this.alpha = alpha;
        this.repetitionPenalty = repetitionPenalty;
    }

    List<Integer> run(List<Integer> prompt, int maxTokens, int eos) {
        List<Integer> sequence = new ArrayList<>(prompt);
        do {
            double[] probabilities = probabilities(sequence);
            sequence.add(IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble((token) -> -probabilities[token]))
                .limit(this.topK)
                .max(Comparator.comparingDouble(
                        (token) -> (1 - this.alpha) * probabilities[token] - this.alpha * likeness(sequence, token)))
                .orElseThrow());
        }
        while (sequence.size() < prompt.size() + maxTokens && sequence.get(sequence.size() - 1) != eos);
        return sequence.subList(prompt.size(), sequence.size());
    }

    private double likeness(List<Integer> sequence, int token) {
        List<Integer> longer = new ArrayList<>(sequence);
        longer.add(token);
        float[] state = this.model.hiddenState(longer);
        return IntStream.rangeClosed(1, sequence.size())
            .mapToDouble((length) -> cosine(state, this.model.hiddenState(sequence.subList(0, length))))
            .max()
            .orElseThrow();
    }

    private double[] probabilities(List<Integer> sequence) {
        float[] logits = this.model.logits(sequence);
        double[] weights = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            double penalized = (logits[i] < 0) ? logits[i] * this.repetitionPenalty
                    : logits[i] / this.repetitionPenalty;
            weights[i] = Math.exp(sequence.contains(i) ? penalized : logits[i]);
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    private static double cosine(float[] a, float[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }
        return ab / Math.sqrt(aa) / Math.sqrt(bb);
    }

}
