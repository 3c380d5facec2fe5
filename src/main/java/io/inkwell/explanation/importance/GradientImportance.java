package io.inkwell.explanation.importance;

import java.util.Arrays;
import java.util.List;

import io.inkwell.explanation.CancellationToken;
import io.inkwell.explanation.text.TokenSpan;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.introspection.Gpt2Gradients;

/**
 * Importance from the gradients of the output in the token embeddings. The score and the
 * norm of a part are sums over its tokens.
 */
final class GradientImportance {

    /** Tokens per call, over all interpolation steps of a batch. */
    private static final int TOKENS_AT_ONCE = 128;

    private final ImportanceRequest request;

    private final Gpt2Gradients network;

    private final CancellationToken cancellation;

    private GradientImportance(ImportanceRequest request, Gpt2Gradients network, CancellationToken cancellation) {
        this.request = request;
        this.network = network;
        this.cancellation = cancellation;
    }

    static Importance compute(ImportanceRequest request, List<TokenSpan> parts, Gpt2Model gpt2,
            CancellationToken cancellation) {
        try (Gpt2Gradients network = gpt2.newGradients(cancellation::throwIfCancelled)) {
            return new GradientImportance(request, network, cancellation).compute(parts);
        }
    }

    private Importance compute(List<TokenSpan> parts) {
        float[] embeddings = this.network.embeddings(this.request.tokens());
        float[] logits = this.network.logits(embeddings, 1);
        int targetId = this.request.target(logits);
        Importance.Target target = new Importance.Target(targetId, value(logits, targetId));
        DifferentiableOutput output = (points, numSequences) -> this.network.gradients(points, numSequences,
                targets(targetId), this.request.measure());
        if (this.request.method() == ImportanceMethod.INTEGRATED_GRADIENTS) {
            return integrated(parts, embeddings, target, output);
        }
        double[] gradients = doubles(output.gradients(embeddings, 1).gradients());
        if (this.request.method() == ImportanceMethod.SALIENCY) {
            return new Importance(target,
                    parts.stream().map((part) -> new Importance.Part(part, norm(part, gradients))).toList(), null,
                    null);
        }
        for (int i = 0; i < gradients.length; i++) {
            gradients[i] *= embeddings[i];
        }
        return new Importance(target, summed(parts, gradients), null, null);
    }

    private Importance integrated(List<TokenSpan> parts, float[] embeddings, Importance.Target target,
            DifferentiableOutput output) {
        float[] baseline = baseline(embeddings.length);
        double baselineValue = value(this.network.logits(baseline, 1), target.tokenId());
        int numSteps = this.request.numSteps();
        int stepsAtOnce = Math.max(1, TOKENS_AT_ONCE / this.request.tokens().length);
        List<Importance.Part> scores = summed(parts,
                new IntegratedGradients(output, numSteps, stepsAtOnce, this.cancellation).between(baseline,
                        embeddings));
        double sum = scores.stream().mapToDouble(Importance.Part::score).sum();
        return new Importance(target, scores,
                new Importance.Completeness(numSteps, baselineValue, sum, sum - (target.value() - baselineValue)),
                null);
    }

    private float[] baseline(int length) {
        if (this.request.baseline().zeros()) {
            return new float[length];
        }
        int[] tokens = new int[this.request.tokens().length];
        Arrays.fill(tokens, this.request.baseline().tokenId());
        return this.network.embeddings(tokens);
    }

    private double value(float[] logits, int targetId) {
        return this.request.value(logits, 0, logits.length, targetId);
    }

    private int[] targets(int targetId) {
        Integer contrast = this.request.contrast();
        return (contrast != null) ? new int[] { targetId, contrast } : new int[] { targetId };
    }

    private List<Importance.Part> summed(List<TokenSpan> parts, double[] attributions) {
        int size = this.network.hiddenSize();
        return parts.stream()
            .map((part) -> new Importance.Part(part,
                    Arrays.stream(attributions, part.from() * size, part.to() * size).sum(), norm(part, attributions)))
            .toList();
    }

    /** The sum of the L2 norms of the tokens of a part. */
    private double norm(TokenSpan part, double[] attributions) {
        int size = this.network.hiddenSize();
        double sum = 0;
        for (int token = part.from(); token < part.to(); token++) {
            sum += Math.sqrt(Arrays.stream(attributions, token * size, (token + 1) * size).map((a) -> a * a).sum());
        }
        return sum;
    }

    private static double[] doubles(float[] floats) {
        double[] doubles = new double[floats.length];
        for (int i = 0; i < floats.length; i++) {
            doubles[i] = floats[i];
        }
        return doubles;
    }

}
