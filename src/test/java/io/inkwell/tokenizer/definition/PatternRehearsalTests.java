package io.inkwell.tokenizer.definition;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PatternRehearsalTests {

    @ParameterizedTest
    @ValueSource(strings = { "a*a*a*b", "a*a*b", "xa*a*b", "\\s*\\s*x", "[a-z]*\\w*!", "(ab)*(ab)*c", ".*.*=",
            "\\w+\\d+x", "\\p{L}*\\p{Ll}*[0-9]", "-+-+x", "a?\\s*\\n*\\s*x" })
    void findsExpressionsThatBacktrackOverARun(String expression) {
        assertThat(PatternRehearsal.isSlow(expression)).isTrue();
    }

    /** The patterns of GPT-2, Llama 3, GPT-4o, DeepSeek and others. */
    @ParameterizedTest
    @ValueSource(strings = { "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
            "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
            "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
            "[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\\r\\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+| ?[\\p{P}\\p{S}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
            "[\\s]+|[.,!?]", "\\d{1,3}(?=(\\d{3})*\\b)", " {2,}", "\\s+$", ".*", "[^a]*b", "", "(", "\\h+" })
    void acceptsExpressionsThatReadARunOnce(String expression) {
        assertThat(PatternRehearsal.isSlow(expression)).isFalse();
    }

}
