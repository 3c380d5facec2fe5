package io.inkwell.tokenizer.decoder;

import java.util.Objects;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OnigurumaRegexTests {

    /** Recorded from the Replace decoder of tokenizers 0.23. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', ignoreLeadingAndTrailingWhitespace = false,
            value = { "[▁_]+;▁a_b;-a-b", "^a;aab;-ab", "a$;aabba;aabb-", "\\s;a\u00a0\u3000\u200bb\u0085;a--\u200bb-",
                    "\\p{L};aé1;--1", "ab|cd{2,}|\\.;abcddd.x;---x" })
    void replacesAsTheLibraryDoes(String expression, String text, String replaced) {
        Pattern pattern = Objects.requireNonNull(OnigurumaRegex.translate(expression));

        assertThat(pattern.matcher(text).replaceAll("-")).isEqualTo(replaced);
    }

    @Test
    void onlyLineFeedEndsALine() {
        Pattern pattern = Objects.requireNonNull(OnigurumaRegex.translate("a$"));

        assertThat(pattern.matcher("ba\na\ra").replaceAll("-")).isEqualTo("b-\na\r-");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "a*", "^", "a?|b", "(a)", "(?i)a", "(?<=a)b", "\\w", "\\d", "\\ba", "\\h", "a++",
            "a+?", "a{2}?", "a{,2}", "[[:alpha:]]", "[a&&b]", "[^a", "a)", "\\p{IsHan}", "\\1", "[z-a]", "[z-a",
            "a{3,2}", "\\" })
    void rejectsAmbiguousExpressions(String expression) {
        assertThat(OnigurumaRegex.translate(expression)).isNull();
    }

}
