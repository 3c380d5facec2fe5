package io.inkwell.explanation.distribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenHistory;
import io.inkwell.decoding.processor.NamedProcessor;

/**
 * The distributions before and after each logits processor.
 *
 * @param raw before all processors
 * @param names the request fields that add the processors, one for each of {@code after}
 * @param after the distribution after each processor
 */
public record NextTokenStages(Distribution raw, List<String> names, List<Distribution> after) {

    /**
     * @param logits of all tokens; modified
     * @throws io.inkwell.error.ServiceException if the processors leave no token
     */
    public static NextTokenStages of(float[] logits, List<NamedProcessor> processors, TokenHistory history) {
        Logits row = new Logits();
        row.reset(logits, 0, logits.length);
        return of(row, processors, history);
    }

    /**
     * @param row of all tokens; afterwards it is the last stage
     * @throws io.inkwell.error.ServiceException if the processors leave no token
     */
    public static NextTokenStages of(Logits row, List<NamedProcessor> processors, TokenHistory history) {
        int vocabularySize = row.numCandidates();
        Distribution raw = Distribution.of(row, vocabularySize);
        List<String> names = new ArrayList<>();
        List<Distribution> after = new ArrayList<>();
        for (NamedProcessor each : processors) {
            each.processor().process(row, history);
            if (!each.field().isEmpty()) {
                names.add(each.field());
                after.add(Distribution.of(row, vocabularySize));
            }
        }
        return new NextTokenStages(raw, names, after);
    }

    /** The distribution that a token is sampled from. */
    public Distribution last() {
        return this.after.isEmpty() ? this.raw : this.after.get(this.after.size() - 1);
    }

    /** The most likely tokens of the model, then those of the last stage. */
    public int[] likeliest(int count) {
        Set<Integer> ids = new LinkedHashSet<>();
        Arrays.stream(this.raw.top(count)).forEach(ids::add);
        Arrays.stream(last().top(count)).forEach(ids::add);
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }

    public List<NextTokenResponse.Stage> stagesOf(int[] ids) {
        List<NextTokenResponse.Stage> stages = new ArrayList<>();
        Distribution before = this.raw;
        for (int i = 0; i < this.after.size(); i++) {
            stages.add(NextTokenResponse.Stage.of(this.names.get(i), ids, before, this.after.get(i)));
            before = this.after.get(i);
        }
        return stages;
    }

}
