package io.inkwell.training;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What happens in a run, as a line of JSON from the process that trains to the one that
 * started it. Fields that do not belong to the kind are null.
 *
 * @param totalSteps of {@link Kind#START}: the last step
 * @param stepsPerEpoch of {@link Kind#START}
 * @param numTokens of {@link Kind#START}: the tokens of an epoch
 * @param loss of {@link Kind#LOG} and {@link Kind#EVALUATION}, in nats per token
 * @param accuracy of {@link Kind#EVALUATION}
 * @param outcome of {@link Kind#END}
 * @param message of {@link Kind#NOTICE} and {@link Kind#FAILURE}
 * @param option of {@link Kind#FAILURE}: the option whose value is invalid, if any
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunEvent(Kind kind, @Nullable Long step, @Nullable Long totalSteps, @Nullable Long stepsPerEpoch,
        @Nullable Long numTokens, @Nullable Double epoch, @Nullable Double loss, @Nullable Double learningRate,
        @Nullable Double gradientNorm, @Nullable Double tokensPerSecond, @Nullable Double accuracy,
        TrainingResult.@Nullable Outcome outcome, @Nullable String message, @Nullable String option) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** The kind of an event. */
    public enum Kind {

        /** The run starts, or continues. */
        START,
        /** The steps since the last such event. */
        LOG,
        /** An evaluation. */
        EVALUATION,
        /** A checkpoint was saved. */
        CHECKPOINT,
        /** Something about the text, such as rows that were cut. */
        NOTICE,
        /** The run has ended, with an outcome. */
        END,
        /** The run could not start or go on. */
        FAILURE

    }

    public static RunEvent start(TrainingPlan plan) {
        return new RunEvent(Kind.START, plan.firstStep() - 1, plan.totalSteps(), plan.stepsPerEpoch(), plan.numTokens(),
                null, null, null, null, null, null, null, null, null);
    }

    public static RunEvent log(LogReport report) {
        return new RunEvent(Kind.LOG, report.step(), null, null, null, report.epoch(), report.loss(),
                report.learningRate(), report.gradientNorm(), report.tokensPerSecond(), null, null, null, null);
    }

    public static RunEvent evaluation(EvaluationReport report) {
        return new RunEvent(Kind.EVALUATION, report.step(), null, null, null, report.epoch(), report.loss(), null, null,
                null, report.accuracy(), null, null, null);
    }

    public static RunEvent checkpoint(long step) {
        return new RunEvent(Kind.CHECKPOINT, step, null, null, null, null, null, null, null, null, null, null, null,
                null);
    }

    public static RunEvent notice(String message) {
        return new RunEvent(Kind.NOTICE, null, null, null, null, null, null, null, null, null, null, null, message,
                null);
    }

    public static RunEvent end(TrainingResult result) {
        return new RunEvent(Kind.END, result.lastStep(), null, null, null, null, null, null, null, null, null,
                result.outcome(), null, null);
    }

    public static RunEvent failure(String message, @Nullable String option) {
        return new RunEvent(Kind.FAILURE, null, null, null, null, null, null, null, null, null, null, null, message,
                option);
    }

    /** The event as one line, without its end. */
    public String toLine() {
        return JSON.writeValueAsString(this);
    }

    /** The event of a line; empty if it is none, such as output of a library. */
    public static Optional<RunEvent> parse(String line) {
        try {
            return Optional.of(JSON.readValue(line, RunEvent.class)).filter((event) -> event.kind != null);
        }
        catch (JacksonException ex) {
            return Optional.empty();
        }
    }

}
