package io.inkwell.tokenizer.definition;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class NestedQuantifiersTests {

    @ParameterizedTest
    @ValueSource(strings = { "(a|aa)+$", "(a|a)*$", "(\\w|[a-z])+$", "(a{1,30}){1,30}$", "((a|b)c)+", "(a+)+$", "(a*)*",
            "(?:a|b+)*c", "((a+)b)+", "(a{2,})+", "(\\s*\\w+)*$", "([a-z]+)+", "(?i:x+y)+", "(a+){3,}" })
    void detectsNestedQuantifiers(String pattern) {
        assertThat(NestedQuantifiers.isIn(pattern)).isTrue();
    }

    /** The patterns of GPT-2, Llama 3, GPT-4o and others. */
    @ParameterizedTest
    @ValueSource(strings = { "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
            "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+",
            "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}]*[\\p{Ll}\\p{Lm}]+(?i:'s|'t)?", " ?[^(\\s|[.,!?…。，])]+", " {2,}",
            "(a++)+", "(ab)+", "(a+)?", "(a+){2}", "(a|b){2,3}", "(a|b)?", "a|b+", "\\(a+\\)+", "[(a+)+]", "", "(",
            "a)+", "\\", "[", "{", "a{" })
    void acceptsOtherPatterns(String pattern) {
        assertThat(NestedQuantifiers.isIn(pattern)).isFalse();
    }

}
