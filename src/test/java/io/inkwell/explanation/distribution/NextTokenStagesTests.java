package io.inkwell.explanation.distribution;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.TokenHistory;
import io.inkwell.decoding.processor.NamedProcessor;
import io.inkwell.decoding.stop.StopConditions;
import io.inkwell.decoding.stop.StopStrings;

import static org.assertj.core.api.Assertions.assertThat;

class NextTokenStagesTests {

    private static final StopConditions STOP = new StopConditions(0, 10, Set.of(), Set.of(), false, StopStrings.NONE,
            false);

    private static final Offset<Double> CLOSE = Offset.offset(1e-6);

    private static NextTokenStages stages(SamplingParams params) {
        // The probabilities are 1/2, 1/4, 1/8 and 1/8.
        float ln2 = (float) Math.log(2);
        float[] logits = { 3 * ln2, 2 * ln2, ln2, ln2 };
        return NextTokenStages.of(logits, NamedProcessor.forSampling(params, STOP), new TokenHistory(new int[] { 0 }));
    }

    @Test
    void startsWithDistributionOfModel() {
        Distribution raw = stages(SamplingParams.DEFAULT).raw();

        assertThat(raw.probability(0)).isCloseTo(0.5, CLOSE);
        assertThat(raw.probability(3)).isCloseTo(0.125, CLOSE);
        assertThat(raw.entropy()).isCloseTo(1.75 * Math.log(2), CLOSE);
        assertThat(raw.numKept()).isEqualTo(4);
        assertThat(raw.top(3)).containsExactly(0, 1, 2);
    }

    @Test
    void removedTokenLosesItsProbabilityToTheOthers() {
        NextTokenStages stages = stages(SamplingParams.builder().topK(2).build());
        List<NextTokenResponse.StagedCandidate> topK = stages.stagesOf(new int[] { 0, 1, 2 }).get(0).candidates();

        assertThat(topK).extracting(NextTokenResponse.StagedCandidate::kept).containsExactly(true, true, false);
        assertThat(topK.get(0).pAfter()).isCloseTo(2 / 3.0, CLOSE);
        assertThat(topK.get(2).pBefore()).isCloseTo(0.125, CLOSE);
        assertThat(topK.get(2).pAfter()).isZero();
        assertThat(topK.get(2).logit()).isNull();
    }

    @Test
    void eachStageStartsFromThePreviousOne() {
        NextTokenStages stages = stages(SamplingParams.builder().temperature(0.5f).topK(3).topP(0.9f).build());

        assertThat(stages.names()).containsExactly("temperature", "top_k", "top_p");
        assertThat(stages.after()).extracting(Distribution::numKept).containsExactly(4, 4, 2);
        List<NextTokenResponse.Stage> told = stages.stagesOf(new int[] { 0 });
        assertThat(told.get(1).candidates().get(0).pBefore()).isEqualTo(told.get(0).candidates().get(0).pAfter());
    }

    @Test
    void followsTokenRaisedByBias() {
        NextTokenStages stages = stages(SamplingParams.builder().logitBias(Map.of(3, 20f)).build());

        assertThat(stages.likeliest(1)).containsExactly(0, 3);
    }

    @Test
    void checkForRemainingTokensIsNotAStage() {
        assertThat(stages(SamplingParams.builder().allowedTokenIds(Set.of(1)).build()).names())
            .containsExactly("allowed_token_ids");
    }

}
