package io.inkwell.registry.defaults;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The defaults of a model's own {@code generation_config.json}, within the range of what
 * a request may ask for; null is what it leaves open.
 *
 * @param doSample false for the likeliest token always, whatever the temperature
 * @param endTokens the tokens that end a text
 * @param notices what the file sets and has no effect, a sentence each
 */
public record GenerationConfig(@Nullable Boolean doSample, SamplingDefaults sampling, SearchDefaults search,
        LengthDefaults lengths, TokenDefaults tokens, EndTokens endTokens, List<String> notices) {

    public static final String FILE = "generation_config.json";

    /** Leaves everything open. */
    public static final GenerationConfig NONE = new GenerationConfig(null, SamplingDefaults.NONE, SearchDefaults.NONE,
            LengthDefaults.NONE, TokenDefaults.NONE, EndTokens.NONE, List.of());

    public GenerationConfig {
        notices = List.copyOf(notices);
    }

    /**
     * Reads the file's content. Nothing in it is refused: what cannot be used is left
     * open and named in the notices.
     */
    public static GenerationConfig read(byte[] json) {
        return GenerationConfigReader.read(json);
    }

    /**
     * Reads the generation fields of a {@code config.json}, which transformers uses where
     * there is no {@code generation_config.json}.
     */
    public static GenerationConfig readModelConfig(byte[] json) {
        return GenerationConfigReader.readModelConfig(json);
    }

    /**
     * The same without what the model cannot do: tokens beyond its vocabulary, and a
     * search wider than its cache.
     * @param eosTokenIds all tokens that end a text; a ban on words leaves them alone
     */
    public GenerationConfig fitting(int vocabSize, Set<Integer> eosTokenIds, int numSlots) {
        List<String> problem = this.search.problem(numSlots, this.sampling).toList();
        SearchDefaults fitting = problem.isEmpty() ? this.search : SearchDefaults.NONE;
        List<String> moreNotices = Stream
            .of(this.notices, problem, fitting.limits(), this.tokens.problems(vocabSize).toList())
            .flatMap(List::stream)
            .toList();
        return new GenerationConfig(this.doSample, this.sampling, fitting, this.lengths,
                this.tokens.fitting(vocabSize, eosTokenIds), this.endTokens, moreNotices);
    }

}
