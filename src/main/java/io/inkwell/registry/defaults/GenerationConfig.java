package io.inkwell.registry.defaults;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The defaults of a model's {@code generation_config.json}, limited to values that
 * requests may use; null for no default.
 *
 * @param doSample false for greedy decoding, whatever the temperature
 * @param eosTokens the EOS tokens
 * @param notices sentences about fields without effect
 */
public record GenerationConfig(@Nullable Boolean doSample, SamplingDefaults sampling, SearchDefaults search,
        LengthDefaults lengths, TokenDefaults tokens, EosTokens eosTokens, List<String> notices) {

    public static final String FILE = "generation_config.json";

    /** No defaults. */
    public static final GenerationConfig NONE = new GenerationConfig(null, SamplingDefaults.NONE, SearchDefaults.NONE,
            LengthDefaults.NONE, TokenDefaults.NONE, EosTokens.NONE, List.of());

    public GenerationConfig {
        notices = List.copyOf(notices);
    }

    /** Parses the file. Nothing is rejected: notices list what was ignored. */
    public static GenerationConfig read(byte[] json) {
        return GenerationConfigReader.read(json);
    }

    /**
     * Reads the generation fields of a {@code config.json}, which transformers uses if
     * there is no {@code generation_config.json}.
     */
    public static GenerationConfig readModelConfig(byte[] json) {
        return GenerationConfigReader.readModelConfig(json);
    }

    /**
     * A copy without what the model does not support: tokens beyond its vocabulary, and
     * searches wider than its cache.
     * @param eosTokenIds all EOS tokens, which banned words never include
     */
    public GenerationConfig fitting(int vocabSize, Set<Integer> eosTokenIds, int numSlots) {
        List<String> problem = this.search.problem(numSlots, this.sampling).toList();
        SearchDefaults fitting = problem.isEmpty() ? this.search : SearchDefaults.NONE;
        List<String> moreNotices = Stream
            .of(this.notices, problem, fitting.limits(), this.tokens.problems(vocabSize).toList())
            .flatMap(List::stream)
            .toList();
        return new GenerationConfig(this.doSample, this.sampling, fitting, this.lengths,
                this.tokens.fitting(vocabSize, eosTokenIds), this.eosTokens, moreNotices);
    }

}
