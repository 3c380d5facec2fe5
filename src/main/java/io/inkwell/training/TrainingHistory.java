package io.inkwell.training;

import java.util.List;

/** The reports of a run so far, in the order of the steps. */
public record TrainingHistory(List<LogReport> logs, List<EvaluationReport> evaluations) {

    static final TrainingHistory EMPTY = new TrainingHistory(List.of(), List.of());

    public TrainingHistory {
        logs = List.copyOf(logs);
        evaluations = List.copyOf(evaluations);
    }

}
