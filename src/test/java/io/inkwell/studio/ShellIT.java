package io.inkwell.studio;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

import io.inkwell.ServiceClient;
import io.inkwell.studio.browser.StudioBrowser;
import io.inkwell.studio.browser.StudioTexts;
import io.inkwell.studio.browser.ViewTest;
import io.inkwell.studio.browser.WrittenText;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What all views of the studio share: the address, the keys and the colors. */
@ViewTest
class ShellIT {

    private static final String CURRENT = ".rail [aria-current]";

    private static final String CHIPS = "#toks .tok";

    private final StudioBrowser browser;

    private final WrittenText text;

    ShellIT(StudioBrowser browser, ServiceClient service) {
        this.browser = browser;
        this.text = WrittenText.greedy(service, "It is a truth", 8);
    }

    @ParameterizedTest
    @CsvSource({ "next, &t=6&T=0.7&k=50&tp=0.9&st=2, .nextv", "attention, &t=6&l=1&h=1&stage=scaled&first=0, .cols",
            "importance, &t=6&a=grad_x_input&gran=word&cap=0, #view", "layers, &t=6&d=2&by=rank, #view",
            "beams, &n=8&step=3&r=1, #view", "weights, &w=h.1.attn.c_attn.weight&cell=3.7, .wm",
            "cache, &t=6, #cache-step", "learn, &page=cache, #view" })
    void addressRestoresTheView(String view, String parameters, String selector) {
        this.browser.open(view + "?" + this.text.fragment() + parameters);
        await().until(() -> !this.browser.all(StudioTexts.drawn(view)).isEmpty() && isDrawn());
        List<String> shown = this.browser.texts(selector);
        String picture = picture();
        String address = this.browser.url();
        assertThat(address).contains(parameters);

        this.browser.reload();

        await().untilAsserted(() -> assertThat(this.browser.texts(selector)).isEqualTo(shown));
        assertThat(this.browser.url()).isEqualTo(address);
        // The view shows each of the parameters.
        for (String parameter : parameters.substring(1).split("&")) {
            this.browser.run("location.replace(arguments[0])", address.replace("&" + parameter, ""));

            await(parameter).until(() -> isDrawn() && !picture().equals(picture));
        }
    }

    /** What the view shows, with the pixels of its pictures. */
    private String picture() {
        return (String) this.browser.run("""
                const view = document.getElementById('view');
                const canvases = [...view.querySelectorAll('canvas')];
                return canvases.map((canvas) => canvas.toDataURL()).join(' ') + view.innerHTML;""");
    }

    private boolean isDrawn() {
        return this.browser.all(".pending, .waits, .statebox").isEmpty();
    }

    @Test
    void digitsOpenViews() {
        this.browser.open("learn?" + this.text.fragment());
        await().until(() -> !this.browser.all(CURRENT).isEmpty());
        List<String> views = List.of("write", "next", "attention", "importance", "layers", "beams", "weights", "cache",
                "train", "metrics", "learn");
        assertThat(this.browser.attributes(".rail a", "data-view")).isEqualTo(views);

        for (int i = 0; i < 10; i++) {
            String view = views.get(i);
            this.browser.the("body").sendKeys(String.valueOf((i + 1) % 10));

            await(view).until(() -> this.browser.attributes(CURRENT, "data-view").equals(List.of(view)));
            assertThat(this.browser.run("return document.title"))
                .isEqualTo(this.browser.texts(CURRENT).get(0) + " · Inkwell studio");
        }
    }

    @Test
    void keysWriteAndListThemselves() {
        this.browser.open("write?p=It+is+a+truth&max_tokens=6&ignore_eos=true");

        this.browser.the("#prompt").sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));
        await().until(() -> this.browser.all(CHIPS).size() == 6 && this.browser.url().contains("&g="));
        this.browser.the("body").sendKeys("?");

        assertThat(this.browser.the("dialog h2").getText()).isEqualTo("Keys");
        this.browser.press("dialog button", "ESCAPE");
        await().until(() -> this.browser.all("dialog").isEmpty());
    }

    @Test
    void themeIsKept() {
        this.browser.setColorScheme("light");
        this.browser.open("write?" + this.text.fragment());
        String light = background();

        this.browser.click("#theme");
        await().until(() -> !background().equals(light));
        this.browser.reload();
        this.browser.the(CHIPS);

        await().until(() -> !background().equals(light));
        assertThat(this.browser.run("return document.documentElement.dataset.theme")).isEqualTo("dark");
        this.browser.click("#theme");
        await().until(() -> background().equals(light));
    }

    private String background() {
        return (String) this.browser.run("return getComputedStyle(document.body).backgroundColor");
    }

}
