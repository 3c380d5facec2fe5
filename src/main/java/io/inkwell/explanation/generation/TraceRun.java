package io.inkwell.explanation.generation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenHistory;
import io.inkwell.decoding.processor.NamedProcessor;
import io.inkwell.decoding.sampling.Sampler;
import io.inkwell.decoding.stop.FinishReason;
import io.inkwell.decoding.stop.StopDecision;
import io.inkwell.explanation.CancellationToken;
import io.inkwell.explanation.distribution.Distribution;
import io.inkwell.explanation.distribution.NextTokenResponse;
import io.inkwell.explanation.distribution.NextTokenStages;
import io.inkwell.explanation.importance.Importance;
import io.inkwell.explanation.importance.ImportanceRequest;
import io.inkwell.explanation.importance.ImportanceResult;
import io.inkwell.explanation.text.ExplainedToken;
import io.inkwell.explanation.text.ForwardPass;
import io.inkwell.explanation.text.TokenSpan;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.step.StepWithAttention;
import io.inkwell.model.step.Gpt2Predictor;
import io.inkwell.registry.LoadedModel;
import io.inkwell.tokenizer.TokenOffsets;
import io.inkwell.tokenizer.Tokenizer;

/**
 * Generates a completion, and reports how each token was sampled.
 */
final class TraceRun {

    private final TraceRequest request;

    private final LoadedModel model;

    private final Gpt2Model gpt2;

    private final CancellationToken cancellation;

    private final List<NamedProcessor> processors;

    private final Sampler sampler;

    private final TokenHistory history;

    private final GeneratedText text;

    private final TokenOffsets offsets;

    /** The prompt and the completion so far. */
    private final List<ExplainedToken> tokens = new ArrayList<>();

    private final Logits row = new Logits();

    private final StepTimer timer;

    TraceRun(TraceRequest request, LoadedModel model, Gpt2Model gpt2, CancellationToken cancellation, StepTimer timer) {
        this.request = request;
        this.model = model;
        this.gpt2 = gpt2;
        this.cancellation = cancellation;
        this.processors = NamedProcessor.forSampling(request.sampling(), request.stop());
        this.sampler = Sampler.of(request.sampling(), request.seed(), 0);
        this.history = new TokenHistory(request.prompt());
        this.text = new GeneratedText(model.tokenizer(), request.stop(), request.skipSpecialTokens());
        this.offsets = new TokenOffsets(model.tokenizer());
        this.timer = timer;
    }

    /**
     * Generates the completion. Call this once.
     * @return the response without its steps
     */
    TraceResponse generate(Consumer<TraceStep> steps) {
        int[] prompt = this.request.prompt();
        Arrays.stream(prompt).mapToObj((id) -> ExplainedToken.append(id, this.offsets)).forEach(this.tokens::add);
        StopDecision end = null;
        // The first step includes the prefill.
        this.timer.startStep();
        try (Gpt2Predictor predictor = this.gpt2.newPredictor(1)) {
            new ForwardPass(predictor, this.cancellation).fill(prompt, prompt.length - 1);
            while (end == null) {
                this.cancellation.throwIfCancelled();
                int last = this.history.size() - 1;
                steps.accept(choose(predictor.stepWithAttention(this.history.get(last), last)));
                end = this.text.end();
                this.timer.startStep();
            }
        }
        FinishReason reason = (end.finish() != null) ? end.finish() : FinishReason.LENGTH;
        return new TraceResponse(this.model.name(), this.request.seed(),
                List.copyOf(this.tokens.subList(0, prompt.length)), null, this.text.toString(),
                reason.name().toLowerCase(Locale.ROOT), end.stopReason());
    }

    private TraceStep choose(StepWithAttention step) {
        this.row.reset(step.logits(), 0, step.logits().length);
        NextTokenStages stages = NextTokenStages.of(this.row, this.processors, this.history);
        int id = this.sampler.sample(this.row, this.history.size());
        StepTimer.Times times = this.timer.endStep();
        TraceStep.Importances importance = importance(id);
        int index = this.history.numOutputTokens();
        this.history.append(id);
        ExplainedToken token = ExplainedToken.append(id, this.offsets);
        this.tokens.add(token);
        Tokenizer tokenizer = this.model.tokenizer();
        Distribution raw = stages.raw();
        int[] ids = candidates(stages, id);
        return new TraceStep(index, token, this.text.append(id), times.elapsedMs(), times.stepMs(),
                raw.logits()[id] - raw.logSumExp(), stages.last().probability(id), raw.entropy(), raw.logSumExp(),
                Arrays.stream(ids).mapToObj((each) -> NextTokenResponse.Candidate.of(each, raw, tokenizer)).toList(),
                stages.stagesOf(ids),
                (this.request.layers().length > 0) ? TraceAttention.of(step, this.request.layers()) : null, importance);
    }

    private int[] candidates(NextTokenStages stages, int chosen) {
        return IntStream.concat(Arrays.stream(stages.likeliest(this.request.numTop())), IntStream.of(chosen))
            .distinct()
            .toArray();
    }

    private TraceStep.@Nullable Importances importance(int target) {
        if (this.request.importance() == null) {
            return null;
        }
        ImportanceRequest request = this.request.importance()
            .with(this.history.firstTokens(this.history.size()), target);
        List<TokenSpan> parts = request.granularity().spans(this.tokens);
        return TraceStep.Importances.of(ImportanceResult.of(this.model.tokenizer(), request, this.tokens,
                Importance.compute(request, parts, this.gpt2, this.cancellation)));
    }

}
