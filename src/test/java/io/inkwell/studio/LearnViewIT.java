package io.inkwell.studio;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.inkwell.ServiceClient;
import io.inkwell.studio.browser.StudioBrowser;
import io.inkwell.studio.browser.ViewTest;
import io.inkwell.studio.browser.WrittenText;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A person's use of the view Learn, in a browser. */
@ViewTest
class LearnViewIT {

    private static final String TITLES = ".toc button";

    private static final String CAPTIONS = ".fig:not(.pending) figcaption";

    private final StudioBrowser browser;

    private final WrittenText text;

    LearnViewIT(StudioBrowser browser, ServiceClient service) {
        this.browser = browser;
        this.text = WrittenText.greedy(service, "It is a truth", 8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    What a language model does | The likeliest tokens in the place of | next       | .nt tbody tr.chosen         |
                    Tokens and embeddings      | The tokens of the prompt       | weights    | .wm h2                      | wpe.weight
                    Decoding                   | The same logits at temperature | next       | label[for='nt-temperature'] | 1.6
                    Beam search                | The results of four beams      | beams      | #beam-step                  | Step 3 of
                    Attention                  | Layer 0, head 0                | attention  | #head-facts                 | Layer 2, head 0
                    Layer by layer             | The likeliest token after each | layers     | .lens tr.locked             |
                    Token attribution          | The most important tokens for  | importance | .imp-two .shaded            |
                    The KV cache               | Strong cells are computed      | cache      | #view h2                    | The cache saves
                    Training                   | the greatest loss              | write      | .alt:not(.chosen)           |
                    """)
    void pageShowsAFigureAndOpensItsView(String title, String caption, String view, String selector, String shown) {
        open();
        this.browser.run(
                "[...document.querySelectorAll(arguments[0])].find((b) => b.textContent === arguments[1]).click()",
                TITLES, title);

        await().until(() -> this.browser.texts(".essay h2").equals(List.of(title)));
        await().until(() -> String.join(" ", this.browser.texts(CAPTIONS)).contains(caption));
        assertThat(this.browser.the(".try p").getText()).startsWith("Try it. ");
        this.browser.click(".try a");

        await().until(() -> this.browser.attributes(".rail [aria-current]", "data-view").equals(List.of(view)));
        await().until(() -> this.browser.texts(selector)
            .stream()
            .anyMatch((each) -> (shown == null) || each.contains(shown)));
        await().until(() -> this.browser.url().contains(this.text.completion()) && this.browser.url().contains("&t=6"));
    }

    @Test
    void eachPageLeadsToTheNext() {
        open();
        List<String> titles = this.browser.texts(TITLES);
        assertThat(titles).hasSize(9);

        for (String title : titles.subList(1, titles.size())) {
            this.browser.click(".essay > button");
            await().until(() -> this.browser.texts(".essay h2").equals(List.of(title)));
            assertThat(this.browser.texts(TITLES + "[aria-current]")).containsExactly(title);
        }
        assertThat(this.browser.all(".essay > button")).isEmpty();
        this.browser.reload();
        await().until(() -> this.browser.texts(".essay h2").equals(titles.subList(8, 9)));
        this.browser.back();
        await().until(() -> this.browser.texts(".essay h2").equals(titles.subList(7, 8)));
    }

    @Test
    void pathShowsAPredictionAfterEachLayer() {
        open();

        assertThat(this.browser.texts(".flow a")).startsWith("Text", "Embeddings", "Layer 0", "Layer 1")
            .endsWith("Logits", "Choice");
        await().until(() -> this.browser.texts(".essay .own")
            .get(0)
            .startsWith("This model has 4 layers of 6 heads and 2,664,576 parameters."));
        assertThat(this.browser.texts(".flow .guess small")).allMatch((share) -> share.endsWith("%"));
    }

    private void open() {
        this.browser.open("learn?" + this.text.fragment() + "&t=6");
        await().until(() -> !this.browser.all(".flow li").isEmpty() && !this.browser.all(CAPTIONS).isEmpty());
    }

}
