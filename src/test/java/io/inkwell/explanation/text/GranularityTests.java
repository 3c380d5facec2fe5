package io.inkwell.explanation.text;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class GranularityTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            TOKEN|C+all+ me+ Is+hmael+.+ Why+?|C/all/ me/ Is/hmael/./ Why/?
            WORD|C+all+ me+ Is+hmael+.+ Why+?|Call/ me/ Ishmael./ Why?
            SENTENCE|C+all+ me+ Is+hmael+.+ Why+?|Call me Ishmael./ Why?
            SENTENCE|3+.+14+ is+ pi|3.14 is pi
            """)
    void splitsIntoConsecutiveParts(Granularity granularity, String tokens, String parts) {
        List<ExplainedToken> text = Arrays.stream(tokens.split("\\+"))
            .map((each) -> new ExplainedToken(0, each, 0))
            .toList();

        assertThat(granularity.spans(text))
            .extracting((span) -> text.subList(span.from(), span.to())
                .stream()
                .map(ExplainedToken::text)
                .reduce("", String::concat))
            .containsExactly(parts.split("/"));
    }

}
