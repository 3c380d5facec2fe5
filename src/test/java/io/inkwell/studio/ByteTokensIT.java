package io.inkwell.studio;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.inkwell.ServiceClient;
import io.inkwell.studio.browser.StudioBrowser;
import io.inkwell.studio.browser.ViewTest;
import io.inkwell.studio.browser.WrittenText;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Characters whose bytes are in several tokens, in a browser. */
@ViewTest
class ByteTokensIT {

    private final ServiceClient service;

    private final StudioBrowser browser;

    private final WrittenText text;

    ByteTokensIT(StudioBrowser browser, ServiceClient service) {
        this.browser = browser;
        this.service = service;
        this.text = WrittenText.greedy(this.service, "It 😀 is", 3);
    }

    @Test
    void tokensOfTheTextNameTheirCharacter() {
        open("next", ".nt tbody tr");

        assertThat(String.join("", this.browser.texts("#toks .tok.bytes"))).isEqualTo("<0xF0><0x9F><0x98><0x80>");
        assertThat(this.browser.texts("#text .note")).anyMatch((note) -> note.contains("bytes of a character"));
        this.browser.run("""
                for (const chip of document.querySelectorAll('#toks .tok.bytes')) {
                  chip.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
                }""");
        assertThat(this.browser.attributes("#toks .tok.bytes", "title")).hasSizeGreaterThan(1)
            .allMatch((title) -> title.startsWith("Part of “😀”"));
    }

    @ParameterizedTest
    @CsvSource({ "attention, .att-column.from .bytes, .att-sums", "layers, .lens th.bytes, .lens tbody tr",
            "importance, .shaded .bytes, .imp-two section:nth-of-type(2) .shaded" })
    void viewsWriteBytesTheSameWay(String view, String bytes, String drawn) {
        open(view, drawn);

        assertThat(this.browser.texts(bytes)).isNotEmpty().allMatch((text) -> text.matches("(<0x[0-9A-F]{2}>)+"));
    }

    private void open(String view, String drawn) {
        this.browser.open(view + "?" + this.text.fragment() + "&t=9");
        await().until(() -> !this.browser.all(drawn).isEmpty() && this.browser.all(".pending").isEmpty());
    }

}
