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
 * Which requests a load has, and when they come. An option that was not given has its
 * default once it was asked for, so that a report can tell of it.
 */
final class LoadOptions {

    private static final LengthRange DEFAULT_LENGTH = new LengthRange(64, 64);

    @Option(names = "--requests", paramLabel = "<n>",
            description = "How many to measure; ${DEFAULT-VALUE} unless given.")
    private int requests = 100;

    @Option(names = "--warmup", paramLabel = "<n>",
            description = "How many to send before, which do not count; ${DEFAULT-VALUE} unless given.")
    private int warmup = 8;

    @Option(names = "--concurrency", paramLabel = "<n>",
            description = "Closed loop: this many at a time, the next when one has ended; 1 unless given.")
    private @Nullable Integer concurrency;

    @Option(names = "--rate", paramLabel = "<number>",
            description = "Open loop: this many a second on average, at random, whether the server keeps up or not.")
    private @Nullable Double rate;

    @Option(names = "--max-concurrency", paramLabel = "<n>",
            description = "With --rate, the most at a time; the others wait, and their latency grows.")
    private @Nullable Integer maxConcurrency;

    @Option(names = "--prompt-tokens", paramLabel = "<n>|<min>..<max>", converter = LengthConverter.class,
            description = "The length of prompts; 64 unless given, or what fits the model.")
    private @Nullable LengthRange promptTokens;

    @Option(names = "--prefix-tokens", paramLabel = "<n>",
            description = "How many of them are the same at the beginning of all prompts; none unless given.")
    private @Nullable Integer prefixTokens;

    @Option(names = "--output-tokens", paramLabel = "<n>|<min>..<max>", converter = LengthConverter.class,
            description = "The length of texts; 64 unless given, or what fits the model.")
    private @Nullable LengthRange outputTokens;

    @Option(names = "--vocabulary-size", paramLabel = "<n>",
            description = "Make prompts of token ids below it; the server's tokenizer is asked unless given.")
    private @Nullable Integer vocabularySize;

    @Option(names = "--prompts", paramLabel = "<file>", description = "Prompts of text instead, one a line.")
    private @Nullable Path prompts;

    @Option(names = "--seed", paramLabel = "<n>",
            description = "Repeats lengths, prompts and arrivals; drawn and told unless given.")
    private @Nullable Long seed;

    int requests() {
        ServiceException.require(this.requests >= 1, "--requests", "at least 1", this.requests);
        return this.requests;
    }

    int warmup() {
        ServiceException.require(this.warmup >= 0, "--warmup", "at least 0", this.warmup);
        return this.warmup;
    }

    /** The seed that was given, or one that is drawn now and stays. */
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

    /** Whether the prompts depend on what the model's vocabulary is. */
    boolean needVocabulary() {
        return this.prompts == null && this.vocabularySize == null;
    }

    /**
     * @throws ServiceException if an option has a wrong value, or two exclude each other
     */
    void check() throws IOException {
        requests();
        warmup();
        arrivals();
        promptSource(Vocabulary.ofWords(), orElse(this.promptTokens, DEFAULT_LENGTH));
    }

    /**
     * The requests.
     * @param vocabulary what prompts are made of, unless the options say otherwise
     * @param maxLength how many tokens prompt and output may have together, if known
     */
    Workload workload(Vocabulary vocabulary, @Nullable Integer maxLength) throws IOException {
        LengthRange length = (maxLength != null) ? DEFAULT_LENGTH.atMost(maxLength / 2) : DEFAULT_LENGTH;
        this.outputTokens = orElse(this.outputTokens, length);
        PromptSource source = promptSource(vocabulary, orElse(this.promptTokens, length));
        if (this.prompts == null) {
            // For the report.
            this.promptTokens = orElse(this.promptTokens, length);
            this.prefixTokens = orElse(this.prefixTokens, 0);
        }
        return new Workload(source, this.outputTokens, seed());
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
