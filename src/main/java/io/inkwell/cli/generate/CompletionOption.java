package io.inkwell.cli.generate;

import java.util.Locale;

/**
 * The fields of a completion's body that have an option: {@code --top-k} is
 * {@code top_k}. What a field means, its default and its rule are those of the body.
 */
public enum CompletionOption {

    // @formatter:off
    MAX_TOKENS(OptionValue.NUMBER, Section.TEXTS, "<n>", "Tokens to write at most; 16 unless given."),
    MIN_TOKENS(OptionValue.NUMBER, Section.TEXTS, "<n>", "Tokens to write before the text may end."),
    N(OptionValue.NUMBER, Section.TEXTS, "<n>", "Texts to write; 1 unless given."),
    BEST_OF(OptionValue.NUMBER, Section.TEXTS, "<n>", "Texts to write, of which the n likeliest are shown."),
    SEED(OptionValue.NUMBER, Section.TEXTS, "<seed>", "The same seed gives the same text; drawn unless given."),
    TRUNCATE_PROMPT_TOKENS(OptionValue.NUMBER, Section.TEXTS, "<n>",
            "Tokens that a longer prompt is cut to; -1 for as many as fit."),
    TRUNCATION_SIDE(OptionValue.TEXT, Section.TEXTS, "<side>", "Where it is cut: left (unless given) or right."),
    ADD_SPECIAL_TOKENS(OptionValue.FLAG, Section.TEXTS, "",
            "Add the special tokens of the tokenizer to the prompt; yes unless given."),

    DO_SAMPLE(OptionValue.FLAG, Section.SAMPLING, "", "Draw tokens; yes unless given, no for the likeliest token always."),
    TEMPERATURE(OptionValue.NUMBER, Section.SAMPLING, "<t>",
            "0 for the likeliest token always, 1 (unless given) for the model's own odds, up to 2."),
    TOP_P(OptionValue.NUMBER, Section.SAMPLING, "<p>", "Keep the likeliest tokens that make up this probability."),
    TOP_K(OptionValue.NUMBER, Section.SAMPLING, "<k>", "Keep the k likeliest tokens; 0 for all."),
    MIN_P(OptionValue.NUMBER, Section.SAMPLING, "<p>", "Keep tokens at least this likely beside the likeliest."),
    TYPICAL_P(OptionValue.NUMBER, Section.SAMPLING, "<p>",
            "Keep the tokens whose surprise is most typical, up to this probability."),
    EPSILON_CUTOFF(OptionValue.NUMBER, Section.SAMPLING, "<p>", "Drop tokens less likely than this."),
    ETA_CUTOFF(OptionValue.NUMBER, Section.SAMPLING, "<p>", "The same, and less strict where the odds are even."),
    REPETITION_PENALTY(OptionValue.NUMBER, Section.SAMPLING, "<factor>",
            "Above 1: less of what stands in the prompt or the text."),
    PRESENCE_PENALTY(OptionValue.NUMBER, Section.SAMPLING, "<amount>", "Above 0: less of what stands in the text."),
    FREQUENCY_PENALTY(OptionValue.NUMBER, Section.SAMPLING, "<amount>", "The same, by how often it stands there."),
    NO_REPEAT_NGRAM_SIZE(OptionValue.NUMBER, Section.SAMPLING, "<n>", "No n tokens in a row twice."),
    LOGIT_BIAS(OptionValue.NUMBERS_BY_ID, Section.SAMPLING, "<id>=<bias>",
            "Make a token likelier, or less likely; may be given again."),
    ALLOWED_TOKEN_IDS(OptionValue.NUMBERS, Section.SAMPLING, "<id>", "No other tokens than these."),
    BAD_WORDS(OptionValue.TEXTS, Section.SAMPLING, "<word>", "Words not to write; may be given again."),

    STOP(OptionValue.TEXTS, Section.END, "<text>", "End the text before this; may be given again."),
    STOP_TOKEN_IDS(OptionValue.NUMBERS, Section.END, "<id>", "End the text at one of these tokens."),
    INCLUDE_STOP_STR_IN_OUTPUT(OptionValue.FLAG, Section.END, "", "Write what ended the text, too."),
    IGNORE_EOS(OptionValue.FLAG, Section.END, "", "Go on where the model would end the text."),
    SKIP_SPECIAL_TOKENS(OptionValue.FLAG, Section.END, "", "Leave out tokens such as <|endoftext|>; yes unless given."),

    USE_BEAM_SEARCH(OptionValue.FLAG, Section.SEARCH, "", "Search for the likeliest text by beams."),
    NUM_BEAMS(OptionValue.NUMBER, Section.SEARCH, "<n>", "The beams; n unless given."),
    LENGTH_PENALTY(OptionValue.NUMBER, Section.SEARCH, "<exponent>", "Above 0: longer texts score better."),
    EARLY_STOPPING(OptionValue.WORD, Section.SEARCH, "<when>",
            "Whether to end once there are enough texts: true, false (unless given) or never."),
    NUM_BEAM_GROUPS(OptionValue.NUMBER, Section.SEARCH, "<n>", "Groups of beams that shall differ."),
    DIVERSITY_PENALTY(OptionValue.NUMBER, Section.SEARCH, "<amount>", "How much they shall."),
    PENALTY_ALPHA(OptionValue.NUMBER, Section.SEARCH, "<alpha>",
            "Above 0: contrastive search among the top-k tokens."),

    ECHO(OptionValue.FLAG, Section.TOLD, "", "Begin the text with the prompt."),
    LOGPROBS(OptionValue.NUMBER, Section.TOLD, "<k>",
            "After the text, a table of its tokens, their log-probabilities and the k likeliest."),
    PROMPT_LOGPROBS(OptionValue.NUMBER, Section.TOLD, "<k>", "The same of the prompt."),
    RETURN_TOKEN_IDS(OptionValue.FLAG, Section.TOLD, "", "The ids of both, in the table or the JSON object."),
    RETURN_TOKENS_AS_TOKEN_IDS(OptionValue.FLAG, Section.TOLD, "", "Name tokens by their ids in the JSON object.");
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

    /** The body's name for it. */
    String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The command line's. */
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

    /** The parts of the help. */
    public enum Section {

        TEXTS("How much"), SAMPLING("Which tokens"), END("Where it ends"), SEARCH("Search in place of sampling"),
        TOLD("What is told beside the text");

        private final String heading;

        Section(String heading) {
            this.heading = heading;
        }

        public String heading() {
            return this.heading;
        }

    }

}
