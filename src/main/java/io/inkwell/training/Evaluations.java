package io.inkwell.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The evaluations of a run, and the best of them. The one before the first step is not
 * the best, because the run has no checkpoint of it. Not thread-safe.
 */
final class Evaluations {

    private final List<EvaluationReport> reports = new ArrayList<>();

    private @Nullable EvaluationReport best;

    private int numSinceBest;

    Evaluations(List<EvaluationReport> reports) {
        reports.forEach(this::add);
    }

    /** Adds an evaluation, and returns whether it is the best so far. */
    boolean add(EvaluationReport report) {
        this.reports.add(report);
        if (report.step() == 0) {
            return false;
        }
        if (this.best == null || report.loss() < this.best.loss()) {
            this.best = report;
            this.numSinceBest = 0;
            return true;
        }
        this.numSinceBest++;
        return false;
    }

    List<EvaluationReport> reports() {
        return List.copyOf(this.reports);
    }

    /** The evaluation with the lowest loss; the first of equal ones. */
    Optional<EvaluationReport> best() {
        return Optional.ofNullable(this.best);
    }

    Optional<Long> bestStep() {
        return best().map(EvaluationReport::step);
    }

    /** The number of evaluations after the best. */
    int numSinceBest() {
        return this.numSinceBest;
    }

    /** Whether the last evaluation came directly after a step. */
    boolean isEvaluated(long step) {
        return !this.reports.isEmpty() && this.reports.get(this.reports.size() - 1).step() == step;
    }

}
