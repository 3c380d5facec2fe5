package io.inkwell.error;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ExcerptTests {

    @ParameterizedTest
    @CsvSource({ "abc, 3, abc", "abcd, 3, abc", "ab🙂, 4, ab🙂", "ab🙂c, 4, ab🙂", "ab🙂c, 3, ab", "🙂, 1, ''" })
    void truncatesBeforeASplitCharacter(String text, int maxLength, String excerpt) {
        assertThat(Excerpt.of(text, maxLength)).isEqualTo(excerpt);
    }

}
