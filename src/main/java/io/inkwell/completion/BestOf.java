package io.inkwell.completion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Of the texts generated to each prompt keeps those whose tokens are the likeliest on
 * average, the likeliest first, as OpenAI's {@code best_of} does. Of equal ones the
 * first. Where all are kept, they keep their order.
 */
final class BestOf {

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
            completion.choices()
                .subList(first, first + options.bestOf())
                .stream()
                .sorted(BY_MEAN_LOGPROB)
                .limit(options.numChoices())
                .forEach((choice) -> kept.add(choice.withIndex(kept.size())));
        }
        return new Completion(kept, completion.summary());
    }

    private static double meanLogprob(Choice choice) {
        return choice.tokens()
            .stream()
            .mapToDouble((token) -> Objects.requireNonNull(token.logprobs()).logprob())
            .average()
            .orElse(Double.NEGATIVE_INFINITY);
    }

}
