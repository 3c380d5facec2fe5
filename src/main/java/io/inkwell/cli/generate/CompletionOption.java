package io.inkwell.cli.generate;

import java.util.Locale;

/**
 * Fields of a completion request that have an option: {@code --top-k} is {@code top_k}.
 * Meaning, default and rules are those of the field.
 */
public enum CompletionOption {

    // @formatter:off
    MAX_TOKENS(OptionValue.NUMBER, Section.LENGTH, "<n>", "Maximum number of tokens to generate. Default: 16."),
    MIN_TOKENS(OptionValue.NUMBER, Section.LENGTH, "<n>", "Minimum number of tokens before the completion may end."),
    N(OptionValue.NUMBER, Section.LENGTH, "<n>", "Number of completions. Default: 1."),
    BEST_OF(OptionValue.NUMBER, Section.LENGTH, "<n>", "Number of candidates; the n most likely are shown."),
    SEED(OptionValue.NUMBER, Section.LENGTH, "<seed>", "Random seed, for reproducible output. Default: random."),
    TRUNCATE_PROMPT_TOKENS(OptionValue.NUMBER, Section.LENGTH, "<n>",
            "Truncate the prompt to this many tokens; -1 keeps as many as fit."),
    TRUNCATION_SIDE(OptionValue.TEXT, Section.LENGTH, "<side>",
            "Side from which the prompt is truncated: left (default) or right."),
    ADD_SPECIAL_TOKENS(OptionValue.FLAG, Section.LENGTH, "",
            "Add the tokenizer's special tokens to the prompt. Default: yes."),

    DO_SAMPLE(OptionValue.FLAG, Section.SAMPLING, "", "Sample tokens (default), or decode greedily."),
    TEMPERATURE(OptionValue.NUMBER, Section.SAMPLING, "<t>",
            "Sampling temperature, from 0 (greedy) to 2. Default: 1."),
    TOP_P(OptionValue.NUMBER, Section.SAMPLING, "<p>", "Keep the most likely tokens with this total probability."),
    TOP_K(OptionValue.NUMBER, Section.SAMPLING, "<k>", "Keep the k most likely tokens; 0 keeps all."),
    MIN_P(OptionValue.NUMBER, Section.SAMPLING, "<p>",
            "Keep tokens with this probability relative to the most likely token."),
    TYPICAL_P(OptionValue.NUMBER, Section.SAMPLING, "<p>",
            "Keep the most typical tokens with this total probability."),
    EPSILON_CUTOFF(OptionValue.NUMBER, Section.SAMPLING, "<p>", "Remove tokens with a lower probability."),
    ETA_CUTOFF(OptionValue.NUMBER, Section.SAMPLING, "<p>", "Like --epsilon-cutoff, but less strict at high entropy."),
    REPETITION_PENALTY(OptionValue.NUMBER, Section.SAMPLING, "<factor>",
            "Penalize tokens of the prompt and the output; above 1 penalizes repetition."),
    PRESENCE_PENALTY(OptionValue.NUMBER, Section.SAMPLING, "<amount>", "Penalize tokens of the output."),
    FREQUENCY_PENALTY(OptionValue.NUMBER, Section.SAMPLING, "<amount>",
            "Penalize tokens by their frequency in the output."),
    NO_REPEAT_NGRAM_SIZE(OptionValue.NUMBER, Section.SAMPLING, "<n>", "Prevent n-grams of this size from repeating."),
    LOGIT_BIAS(OptionValue.NUMBERS_BY_ID, Section.SAMPLING, "<id>=<bias>",
            "Add a bias to the logit of a token; repeatable."),
    ALLOWED_TOKEN_IDS(OptionValue.NUMBERS, Section.SAMPLING, "<id>", "Allow only these tokens."),
    BAD_WORDS(OptionValue.TEXTS, Section.SAMPLING, "<word>", "Word that must not be generated; repeatable."),

    STOP(OptionValue.TEXTS, Section.STOPPING, "<text>", "Stop generating before this string; repeatable."),
    STOP_TOKEN_IDS(OptionValue.NUMBERS, Section.STOPPING, "<id>", "Stop at any of these tokens."),
    INCLUDE_STOP_STR_IN_OUTPUT(OptionValue.FLAG, Section.STOPPING, "", "Include the stop string in the output."),
    IGNORE_EOS(OptionValue.FLAG, Section.STOPPING, "", "Continue after the EOS token."),
    SKIP_SPECIAL_TOKENS(OptionValue.FLAG, Section.STOPPING, "", "Omit special tokens such as <|endoftext|>. Default: yes."),

    GUIDED_CHOICE(OptionValue.TEXTS, Section.FORM, "<text>", "Generate one of these texts; repeatable."),
    GUIDED_REGEX(OptionValue.TEXT, Section.FORM, "<regex>", "Generate text that matches this regular expression."),
    JSON_SCHEMA(OptionValue.TEXT, Section.FORM, "<schema>", "Generate JSON that matches this schema."),
    GRAMMAR(OptionValue.TEXT, Section.FORM, "<gbnf>", "Generate text that this GBNF grammar accepts."),

    USE_BEAM_SEARCH(OptionValue.FLAG, Section.SEARCH, "", "Use beam search."),
    NUM_BEAMS(OptionValue.NUMBER, Section.SEARCH, "<n>", "Number of beams. Default: n."),
    LENGTH_PENALTY(OptionValue.NUMBER, Section.SEARCH, "<exponent>",
            "Exponent of the length in the score; above 0 favors longer outputs."),
    EARLY_STOPPING(OptionValue.WORD, Section.SEARCH, "<when>",
            "Stop with enough finished beams: true, false (default) or never."),
    NUM_BEAM_GROUPS(OptionValue.NUMBER, Section.SEARCH, "<n>", "Number of groups for diverse beam search."),
    DIVERSITY_PENALTY(OptionValue.NUMBER, Section.SEARCH, "<amount>", "Penalty for tokens that other groups chose."),
    PENALTY_ALPHA(OptionValue.NUMBER, Section.SEARCH, "<alpha>",
            "Above 0: contrastive search among the top-k tokens."),

    ECHO(OptionValue.FLAG, Section.OUTPUT, "", "Print the prompt before the completion."),
    LOGPROBS(OptionValue.NUMBER, Section.OUTPUT, "<k>",
            "Print a table of output tokens with log-probabilities and the k most likely."),
    LOGPROB_TOKEN_IDS(OptionValue.NUMBERS, Section.OUTPUT, "<id>",
            "Print these tokens in the table in place of the most likely ones."),
    PROMPT_LOGPROBS(OptionValue.NUMBER, Section.OUTPUT, "<k>", "Print the same table for the prompt."),
    RETURN_TOKEN_IDS(OptionValue.FLAG, Section.OUTPUT, "", "Include token ids in the tables or the JSON object."),
    RETURN_ENTROPY(OptionValue.FLAG, Section.OUTPUT, "", "Include the entropy, in nats, with --logprobs."),
    RETURN_TOKENS_AS_TOKEN_IDS(OptionValue.FLAG, Section.OUTPUT, "", "Identify tokens by id in the JSON object.");
    // @formatter:on

    private final OptionValue value;

    private final Section section;

    private final String label;

    private final String description;

    CompletionOption(OptionValue value, Section section, String label, String description) {
        this.value = value;
        this.section = section;
        this.label = label;
        this.description = description;
    }

    /** The name of the request field. */
    String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of the option. */
    public String option() {
        return "--" + field().replace('_', '-');
    }

    OptionValue value() {
        return this.value;
    }

    public Section section() {
        return this.section;
    }

    String label() {
        return this.label;
    }

    String description() {
        return this.description;
    }

    /** Sections of the help. */
    public enum Section {

        LENGTH("Length"), SAMPLING("Sampling"), STOPPING("Stopping"), FORM("Form of the output"),
        SEARCH("Search instead of sampling"), OUTPUT("Output details");

        private final String heading;

        Section(String heading) {
            this.heading = heading;
        }

        public String heading() {
            return this.heading;
        }

    }

}
