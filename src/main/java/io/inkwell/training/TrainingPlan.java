package io.inkwell.training;

import java.util.List;

/**
 * What a run will do, known before its first step.
 *
 * @param firstStep the step that comes next, from 1; greater if the run is resumed
 * @param totalSteps the last step, unless the run ends early
 * @param stepsPerEpoch the steps in which the run reads all examples once
 * @param numExamples the examples to learn
 * @param numTokens the tokens in these
 * @param numEvaluationExamples the examples to evaluate on; 0 for no evaluation
 * @param history the reports before the first step; empty unless the run is resumed
 * @param notices sentences about the text, such as about rows that were cut
 */
public record TrainingPlan(long firstStep, long totalSteps, long stepsPerEpoch, int numExamples, long numTokens,
        int numEvaluationExamples, TrainingHistory history, List<String> notices) {

    public TrainingPlan {
        notices = List.copyOf(notices);
    }

}
