package io.inkwell.completion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Implements {@code best_of}: of the choices generated for each prompt, keeps those with
 * the greatest mean log-probability per token, in descending order. Ties keep their
 * order.
 */
public final class BestOf {

    private static final Comparator<Choice> BY_MEAN_LOGPROB = Comparator.comparingDouble(BestOf::meanLogprob)
        .reversed();

    private BestOf() {
    }

    static Completion choose(Completion completion, ChoiceOptions options) {
        if (!options.selectsBest()) {
            return completion;
        }
        List<Choice> kept = new ArrayList<>();
        for (int first = 0; first < completion.choices().size(); first += options.bestOf()) {
            sort(completion.choices().subList(first, first + options.bestOf())).stream()
                .limit(options.numChoices())
                .forEach((choice) -> kept.add(choice.withIndex(kept.size())));
        }
        return new Completion(kept, completion.summary());
    }

    /** Sorts choices with log-probabilities, the best first. */
    public static List<Choice> sort(List<Choice> choices) {
        return choices.stream().sorted(BY_MEAN_LOGPROB).toList();
    }

    private static double meanLogprob(Choice choice) {
        return choice.tokens()
            .stream()
            .mapToDouble((token) -> Objects.requireNonNull(token.logprobs()).logprob())
            .average()
            .orElse(Double.NEGATIVE_INFINITY);
    }

}
