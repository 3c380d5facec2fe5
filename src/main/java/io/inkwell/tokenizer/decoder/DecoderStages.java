package io.inkwell.tokenizer.decoder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;

import io.inkwell.tokenizer.definition.TokenizerDefinition;

/** Reads the decoder of a {@code tokenizer.json} as a list of streaming stages. */
public final class DecoderStages {

    /** The replacements of transformers' clean_up_tokenization_spaces. */
    private static final String[][] CLEANUP = { { " .", "." }, { " ?", "?" }, { " !", "!" }, { " ,", "," },
            { " ' ", "'" }, { " n't", "n't" }, { " 'm", "'m" }, { " 's", "'s" }, { " 've", "'ve" }, { " 're", "'re" } };

    /**
     * How many times longer the replacements of a decoder may make a token. A chain of
     * them could otherwise double its length with every stage.
     */
    private static final int MAX_GROWTH = 64;

    private final TokenizerDefinition definition;

    private final List<DecoderStage> stages = new ArrayList<>();

    /** Whether the stages so far have joined the tokens to one text. */
    private boolean joined;

    private boolean needsJoin;

    private double growth = 1;

    private DecoderStages(TokenizerDefinition definition) {
        this.definition = definition;
    }

    /**
     * Returns the decoder of a definition.
     * @throws IOException if it has an unsupported stage
     */
    public static Decoder of(TokenizerDefinition definition) throws IOException {
        DecoderStages stages = new DecoderStages(definition);
        JsonNode decoder = definition.section("decoder");
        if (decoder.isMissingNode() || decoder.isNull()) {
            stages.stages.add(new TokenRewrite(TokenRules.spaced()));
        }
        else {
            stages.add(decoder);
        }
        if (definition.cleansUp()) {
            for (String[] each : CLEANUP) {
                stages.stages.add(new TextReplacement(each[0], each[1]));
            }
        }
        boolean isByteLevel = stages.stages.size() == 1 && stages.stages.get(0) instanceof ByteLevelStage;
        return isByteLevel ? new ByteLevelDecoder() : new StagedDecoder(stages.stages);
    }

    private void add(JsonNode decoder) throws IOException {
        String type = decoder.path("type").asString("");
        if (type.equals("Sequence")) {
            for (JsonNode each : decoder.path("decoders")) {
                add(each);
            }
        }
        else if (type.equals("Fuse")) {
            this.joined = true;
        }
        else if (type.equals("Replace")) {
            addReplacement(decoder);
        }
        else if (type.equals("Strip")) {
            addStrip(decoder);
        }
        else {
            addTokenStage(type, decoder);
        }
    }

    private void addTokenStage(String type, JsonNode decoder) throws IOException {
        if (this.joined || this.needsJoin) {
            throw rejection(type + " after a stage that joins the tokens");
        }
        switch (type) {
            case "ByteLevel" -> {
                this.stages.add(new ByteLevelStage());
                this.joined = true;
            }
            case "ByteFallback" -> this.stages.add(new ByteFallback());
            case "WordPiece" -> this.stages.add(new TokenRewrite(TokenRules
                .wordPiece(decoder.path("prefix").asString("##"), decoder.path("cleanup").asBoolean(true))));
            case "Metaspace" -> this.stages.add(new TokenRewrite(
                    TokenRules.metaspace(decoder.path("replacement").asString("\u2581"), prependsSpace(decoder))));
            case "BPEDecoder" -> {
                this.stages.add(new WordSuffix(decoder.path("suffix").asString("</w>")));
                this.needsJoin = true;
            }
            case "CTC" -> this.stages.add(new CtcStage(decoder.path("pad_token").asString("<pad>"),
                    decoder.path("word_delimiter_token").asString("|"), decoder.path("cleanup").asBoolean(true)));
            default -> throw rejection(type);
        }
    }

    // Older files have a flag instead of prepend_scheme.
    private static boolean prependsSpace(JsonNode decoder) {
        return decoder.has("prepend_scheme") ? !decoder.path("prepend_scheme").asString("").equals("never")
                : decoder.path("add_prefix_space").asBoolean(true);
    }

    private void addReplacement(JsonNode decoder) throws IOException {
        String pattern = decoder.path("pattern").path("String").asString("");
        String content = decoder.path("content").asString("");
        requireTokens("Replace");
        if (pattern.isEmpty()) {
            addExpression(decoder.path("pattern"), content);
            return;
        }
        requireBoundedGrowth(pattern.length(), content);
        this.stages.add(this.joined ? new TextReplacement(pattern, content)
                : new TokenRewrite(TokenRules.replace(pattern, content)));
    }

    private void addExpression(JsonNode pattern, String content) throws IOException {
        Pattern expression = OnigurumaRegex.translate(pattern.path("Regex").asString(""));
        if (expression == null || this.joined) {
            throw rejection("Replace with the pattern " + pattern
                    + (this.joined ? " after a stage that joins the tokens" : ""));
        }
        requireBoundedGrowth(1, content);
        this.stages.add(new TokenRewrite(TokenRules.replace(expression, content)));
    }

    private void requireBoundedGrowth(int minMatch, String content) throws IOException {
        this.growth *= Math.max(1, (double) content.length() / minMatch);
        if (this.growth > MAX_GROWTH) {
            throw rejection("Replace that can make a token more than " + MAX_GROWTH + " times longer");
        }
    }

    private void addStrip(JsonNode decoder) throws IOException {
        String content = decoder.path("content").asString(" ");
        int start = decoder.path("start").asInt(0);
        int stop = decoder.path("stop").asInt(0);
        requireTokens("Strip");
        if (content.codePointCount(0, content.length()) != 1) {
            throw rejection("Strip of a string that is not one character");
        }
        this.stages.add(this.joined ? new TextStrip(content, start, stop)
                : new TokenRewrite(TokenRules.strip(content, start, stop)));
    }

    private void requireTokens(String type) throws IOException {
        if (this.needsJoin && !this.joined) {
            throw rejection(type + " between BPEDecoder and Fuse");
        }
    }

    private IOException rejection(String what) {
        return this.definition.rejection("unsupported decoder stage: " + what);
    }

}
