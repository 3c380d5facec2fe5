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
 * The distributions that a row goes through on its way to the choice of a token.
 *
 * @param raw as the model has it
 * @param names the fields that ask for the processors, one for each of {@code after}
 * @param after what each processor leaves
 */
public record NextTokenStages(Distribution raw, List<String> names, List<Distribution> after) {

    /**
     * @param logits of all tokens; used up
     * @throws io.inkwell.error.ServiceException if bans leave no token
     */
    public static NextTokenStages of(float[] logits, List<NamedProcessor> processors, TokenHistory history) {
        Logits row = new Logits();
        row.reset(logits, 0, logits.length);
        return of(row, processors, history);
    }

    /**
     * @param row of all tokens; what is left of it afterwards is what a token is chosen
     * from
     * @throws io.inkwell.error.ServiceException if bans leave no token
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

    /** What a token is chosen from. */
    public Distribution last() {
        return this.after.isEmpty() ? this.raw : this.after.get(this.after.size() - 1);
    }

    /** Those of the model and, where other tokens have become so, of the last stage. */
    public int[] likeliest(int count) {
        Set<Integer> ids = new LinkedHashSet<>();
        Arrays.stream(this.raw.top(count)).forEach(ids::add);
        Arrays.stream(last().top(count)).forEach(ids::add);
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }

    public List<NextTokenResponse.Stage> of(int[] ids) {
        List<NextTokenResponse.Stage> stages = new ArrayList<>();
        Distribution before = this.raw;
        for (int i = 0; i < this.after.size(); i++) {
            stages.add(NextTokenResponse.Stage.of(this.names.get(i), ids, before, this.after.get(i)));
            before = this.after.get(i);
        }
        return stages;
    }

}
