package io.inkwell.engine.sequence;

import java.util.List;

import io.inkwell.model.step.CellCopy;

/**
 * The output of a group for one step, which the engine publishes and applies.
 *
 * @param sampled the tokens of sampled sequences
 * @param found the completions of a search that has ended
 * @param finished the sequences that release their slots
 * @param copies the cells to copy before the next step
 */
public record GroupOutput(List<SequenceOutput> sampled, List<FoundCompletion> found, List<? extends Sequence> finished,
        List<CellCopy> copies) {

    static GroupOutput ofSampled(List<SequenceOutput> sampled) {
        List<ChoiceSequence> finished = sampled.stream()
            .filter(SequenceOutput::isFinished)
            .map(SequenceOutput::sequence)
            .toList();
        return new GroupOutput(sampled, List.of(), finished, List.of());
    }

    static GroupOutput ofBranches(List<CellCopy> copies) {
        return new GroupOutput(List.of(), List.of(), List.of(), copies);
    }

    static GroupOutput ofFound(List<FoundCompletion> found, List<Sequence> finished) {
        return new GroupOutput(List.of(), found, finished, List.of());
    }

}
