package io.inkwell.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import io.inkwell.bench.Arrivals;
import io.inkwell.bench.ClosedLoop;
import io.inkwell.bench.LengthRange;
import io.inkwell.bench.OpenLoop;
import io.inkwell.bench.PromptLines;
import io.inkwell.bench.PromptSource;
import io.inkwell.bench.RandomPrompts;
import io.inkwell.bench.Vocabulary;
import io.inkwell.bench.Workload;
import io.inkwell.error.ServiceException;

/**
 * Options for the number, shape and timing of requests. Getters fill in defaults, so that
 * the report contains them.
 */
final class LoadOptions {

    private static final int DEFAULT_CONTEXT = 1024;

    private static final LengthRange DEFAULT_LENGTH = new LengthRange(64, 64);

    @Option(names = "--requests", paramLabel = "<n>",
            description = "Number of requests to measure. Default: ${DEFAULT-VALUE}.")
    private int requests = 100;

    @Option(names = "--warmup", paramLabel = "<n>",
            description = "Number of warm-up requests, which are not measured. Default: ${DEFAULT-VALUE}.")
    private int warmup = 8;

    @Option(names = "--concurrency", paramLabel = "<n>",
            description = "Closed loop: number of concurrent requests. Default: 1.")
    private @Nullable Integer concurrency;

    @Option(names = "--rate", paramLabel = "<number>",
            description = "Open loop: mean number of requests per second, with Poisson arrivals.")
    private @Nullable Double rate;

    @Option(names = "--max-concurrency", paramLabel = "<n>",
            description = "With --rate: maximum number of concurrent requests. Waiting counts as latency.")
    private @Nullable Integer maxConcurrency;

    @Option(names = "--prompt-tokens", paramLabel = "<n>|<min>..<max>", converter = LengthConverter.class,
            description = "Prompt length in tokens. Default: 64, or less if the context is shorter.")
    private @Nullable LengthRange promptTokens;

    @Option(names = "--prefix-tokens", paramLabel = "<n>",
            description = "Length of a prefix that all prompts share. Default: 0.")
    private @Nullable Integer prefixTokens;

    @Option(names = "--output-tokens", paramLabel = "<n>|<min>..<max>", converter = LengthConverter.class,
            description = "Output length in tokens. Default: 64, or less if the context is shorter.")
    private @Nullable LengthRange outputTokens;

    @Option(names = "--vocabulary-size", paramLabel = "<n>",
            description = "Build prompts from token ids below this. Default: ids of the server's tokenizer.")
    private @Nullable Integer vocabularySize;

    @Option(names = "--prompts", paramLabel = "<file>",
            description = "File with one prompt per line, used instead of random prompts.")
    private @Nullable Path prompts;

    @Option(names = "--seed", paramLabel = "<n>",
            description = "Random seed for lengths, prompts and arrivals. Default: random; the report shows it.")
    private @Nullable Long seed;

    int requests() {
        ServiceException.require(this.requests >= 1, "--requests", "at least 1", this.requests);
        return this.requests;
    }

    int warmup() {
        ServiceException.require(this.warmup >= 0, "--warmup", "at least 0", this.warmup);
        return this.warmup;
    }

    /** The given seed, or a random one that stays the same. */
    long seed() {
        if (this.seed == null) {
            this.seed = (long) new SecureRandom().nextInt(Integer.MAX_VALUE);
        }
        return this.seed;
    }

    Arrivals arrivals() {
        if (this.rate == null) {
            requireAlone(this.maxConcurrency, "--max-concurrency", "without --rate");
            this.concurrency = orElse(this.concurrency, 1);
            return new ClosedLoop(this.concurrency);
        }
        requireAlone(this.concurrency, "--concurrency", "with --rate");
        return new OpenLoop(this.rate, orElse(this.maxConcurrency, Integer.MAX_VALUE), seed());
    }

    /** Whether the prompts depend on the model's vocabulary. */
    boolean needVocabulary() {
        return this.prompts == null && this.vocabularySize == null;
    }

    /**
     * @param sweep whether the rate rises
     * @throws ServiceException if an option is invalid, or two options exclude each other
     */
    void check(boolean sweep) throws IOException {
        requests();
        warmup();
        if (sweep) {
            requireAlone(this.concurrency, "--concurrency", "with --sweep");
            requireAlone(this.maxConcurrency, "--max-concurrency", "with --sweep");
        }
        if (!sweep || this.rate != null) {
            arrivals();
        }
        promptSource(Vocabulary.ofWords(), orElse(this.promptTokens, DEFAULT_LENGTH));
    }

    /**
     * Creates the workload.
     * @param vocabulary items to build prompts from, unless the options select others
     * @param maxLength the context length in tokens, if known
     */
    Workload workload(Vocabulary vocabulary, @Nullable Integer maxLength) throws IOException {
        LengthRange length = (maxLength != null) ? DEFAULT_LENGTH.atMost(maxLength / 2) : DEFAULT_LENGTH;
        this.outputTokens = orElse(this.outputTokens, length);
        PromptSource source = promptSource(vocabulary, orElse(this.promptTokens, length));
        if (this.prompts == null) {
            // Stored for the report.
            this.promptTokens = orElse(this.promptTokens, length);
            this.prefixTokens = orElse(this.prefixTokens, 0);
        }
        return new Workload(source, this.outputTokens, seed());
    }

    /**
     * Creates a workload whose prompts fill most of the context. Outputs are short.
     * @param maxLength the context length in tokens, if known
     */
    Workload longPrompts(Vocabulary vocabulary, @Nullable Integer maxLength) {
        int length = Math.max(1, orElse(maxLength, DEFAULT_CONTEXT) * 3 / 4);
        LengthRange output = DEFAULT_LENGTH.atMost(length / 4);
        return new Workload(new RandomPrompts(new LengthRange(length, length), 0, vocabulary, seed()), output, seed());
    }

    /** The given rate of an open loop, if any. */
    @Nullable Double rate() {
        return this.rate;
    }

    private PromptSource promptSource(Vocabulary vocabulary, LengthRange lengths) throws IOException {
        if (this.prompts != null) {
            requireAlone(this.promptTokens, "--prompt-tokens", "with --prompts");
            requireAlone(this.prefixTokens, "--prefix-tokens", "with --prompts");
            requireAlone(this.vocabularySize, "--vocabulary-size", "with --prompts");
            return PromptLines.read(this.prompts);
        }
        Vocabulary chosen = (this.vocabularySize != null) ? Vocabulary.ofIdsBelow(this.vocabularySize) : vocabulary;
        return new RandomPrompts(lengths, orElse(this.prefixTokens, 0), chosen, seed());
    }

    private static <T> T orElse(@Nullable T value, T other) {
        return (value != null) ? value : other;
    }

    private static void requireAlone(@Nullable Object value, String option, String other) {
        if (value != null) {
            throw ServiceException.invalid(option, option + " must not be given " + other);
        }
    }

    static final class LengthConverter implements ITypeConverter<LengthRange> {

        @Override
        public LengthRange convert(String text) {
            try {
                return LengthRange.parse(text);
            }
            catch (IllegalArgumentException ex) {
                throw new TypeConversionException(ex.getMessage());
            }
        }

    }

}
