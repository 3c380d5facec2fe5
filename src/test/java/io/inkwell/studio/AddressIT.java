package io.inkwell.studio;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.inkwell.ServiceClient;
import io.inkwell.studio.browser.StudioBrowser;
import io.inkwell.studio.browser.StudioTexts;
import io.inkwell.studio.browser.ViewTest;
import io.inkwell.studio.browser.WrittenText;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Values of the address that mean nothing leave the defaults in place. */
@ViewTest
class AddressIT {

    private static final int WRITTEN = 8;

    private final StudioBrowser browser;

    private final WrittenText text;

    AddressIT(StudioBrowser browser, ServiceClient service) {
        this.browser = browser;
        this.text = WrittenText.greedy(service, "It is a truth", WRITTEN);
    }

    @ParameterizedTest
    @CsvSource({ "next, st=abc", "next, t=1e3", "next, T=warm&k=few", "attention, l=x&h=-1&also=..&to=none",
            "layers, d=deep&by=nothing", "beams, step=two&r=x&n=many", "write, t=abc&b=x",
            "importance, gran=page&a=magic" })
    void viewIsDrawnDespiteMeaninglessValues(String view, String values) {
        this.browser.open(view + "?" + this.text.fragment() + "&" + values);

        String drawn = view.equals("write") ? ".alts" : StudioTexts.drawn(view);
        await(view).until(() -> !this.browser.all(drawn).isEmpty() && this.browser.all("#toks .tok").size() >= WRITTEN);
    }

    @Test
    void settingsThatTheApiDoesNotHaveAreLeftOut() {
        this.browser.open(
                "write?p=It&stop=5&logit_bias=[]&bad_words={}&stop_token_ids=x&top_p=7&top_k=2.5&temperature=cold&max_tokens=12");

        await().until(() -> this.browser.texts("pre").stream().anyMatch((code) -> code.contains("max_tokens")));
        assertThat(this.browser.texts("pre").get(0))
            .contains("\"temperature\": 0.8", "\"top_p\": 0.95", "\"max_tokens\": 12")
            .doesNotContain("stop", "logit_bias", "bad_words", "2.5");
    }

}
