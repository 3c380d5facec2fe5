package io.inkwell.jinja.library;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Limits;
import io.inkwell.jinja.value.Markup;

import static org.assertj.core.api.Assertions.assertThat;

/** Random filters and functions, with a fixed random source. */
class RandomTests {

    private final Random random = new Random(1);

    private final Budget budget = new Budget(Limits.LARGEST);

    @Test
    void choosesEveryElementEventually() {
        RandomFilter filter = new RandomFilter(() -> this.random);
        Set<Object> chosen = new TreeSet<>();
        for (int i = 0; i < 100; i++) {
            chosen.add(filter.apply(List.of("a", "b", "c"), Arguments.NONE, this.budget));
        }

        assertThat(chosen).containsExactly("a", "b", "c");
    }

    @Test
    void generatesTheRequestedNumberOfWords() {
        Object text = new LoremIpsum(() -> this.random).call(Arguments.of(2L, false, 5L, 9L), this.budget);

        assertThat(((String) text).split("\n\n")).hasSize(2)
            .allSatisfy((paragraph) -> assertThat(paragraph).matches("[A-Z][a-z]*(,? [a-z]+){4,7}\\."));
    }

    @Test
    void generatesHtmlParagraphs() {
        Object text = new LoremIpsum(() -> this.random).call(Arguments.NONE, this.budget);

        assertThat(text).isInstanceOf(Markup.class);
        assertThat(((Markup) text).text().lines()).hasSize(5).allMatch((line) -> line.matches("<p>[A-Z].*\\.</p>"));
    }

}
