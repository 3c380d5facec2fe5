package io.inkwell.training;

import java.util.List;
import java.util.Optional;

/** The reports of a run so far, in the order of the steps. */
public record TrainingHistory(List<LogReport> logs, List<EvaluationReport> evaluations) {

    /** No reports. */
    public static final TrainingHistory EMPTY = new TrainingHistory(List.of(), List.of());

    public TrainingHistory {
        logs = List.copyOf(logs);
        evaluations = List.copyOf(evaluations);
    }

    /** The evaluation before the first step. */
    public Optional<EvaluationReport> before() {
        return this.evaluations.stream().filter((each) -> each.step() == 0).findFirst();
    }

}
