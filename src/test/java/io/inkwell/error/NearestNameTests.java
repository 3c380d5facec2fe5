package io.inkwell.error;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NearestNameTests {

    private static final List<String> NAMES = List.of("replicas", "threads", "precision");

    @Test
    void findsANameWithAnExtraLetter() {
        assertThat(NearestName.to("threadds", NAMES)).contains("threads");
    }

    @Test
    void findsANameWithAMissingLetter() {
        assertThat(NearestName.to("precison", NAMES)).contains("precision");
    }

    @Test
    void findsANameWithAWrongLetter() {
        assertThat(NearestName.to("replikas", NAMES)).contains("replicas");
    }

    @Test
    void countsSwappedLettersOnce() {
        assertThat(NearestName.to("sevre", List.of("serve", "keys"))).contains("serve");
    }

    @Test
    void ignoresCaseHyphensAndUnderscores() {
        assertThat(NearestName.to("maxTokens", List.of("max_tokens", "min_tokens"))).contains("max_tokens");
        assertThat(NearestName.to("top-k", List.of("top_k", "top_p"))).contains("top_k");
    }

    @Test
    void countsEachWrongLetterOnce() {
        assertThat(NearestName.to("abcdef", List.of("xbcdey"))).contains("xbcdey");
        assertThat(NearestName.to("abcdef", List.of("xbydez"))).isEmpty();
    }

    @Test
    void ignoresALongCommonPrefix() {
        assertThat(NearestName.to("INKWELL_PORT", List.of("INKWELL_MODEL"))).isEmpty();
    }

    @Test
    void suggestsNothingTooDifferent() {
        assertThat(NearestName.to("temperature", NAMES)).isEmpty();
        assertThat(NearestName.to("threads", List.of())).isEmpty();
    }

}
