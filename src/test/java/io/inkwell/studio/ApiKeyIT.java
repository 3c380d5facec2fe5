package io.inkwell.studio;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import io.inkwell.access.WithApiKeys;
import io.inkwell.studio.browser.ShownCode;
import io.inkwell.studio.browser.StudioBrowser;
import io.inkwell.studio.browser.StudioExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The studio with a service that needs API keys. */
@WithApiKeys
@ExtendWith(StudioExtension.class)
class ApiKeyIT {

    private static final String DIALOG = "dialog.key";

    private static final String CHIPS = "#toks .tok";

    private static final String STORED = "return Object.values(sessionStorage)";

    private final StudioBrowser browser;

    ApiKeyIT(StudioBrowser browser) {
        this.browser = browser;
    }

    @BeforeEach
    void openStudio() {
        this.browser.open("write?p=It+is+a+truth&max_tokens=8&ignore_eos=true");
    }

    @Test
    void keyIsRequestedAndStaysInTheSessionStorage() {
        enter("ink_client");
        write();

        assertThat(this.browser.run("return performance.getEntriesByType('resource')"
                + ".filter((e) => e.name.endsWith('/v1/models')).length"))
            .isEqualTo(2L);
        assertThat(this.browser.run(STORED)).isEqualTo(List.of("ink_client"));
        assertThat(this.browser.run("return [document.cookie, location.href, JSON.stringify(localStorage),"
                + " JSON.stringify(history.state), document.documentElement.outerHTML].join()"))
            .asString()
            .doesNotContain("ink_client");
    }

    @Test
    void wrongKeyIsRequestedAgain() {
        enter("ink_wrong");

        assertThat(this.browser.the("#state .statebox h2").getText()).isEqualTo("This service needs an API key");
        enter("ink_client");
        write();
    }

    @Test
    void viewsRequestAKeyWithTheirScope() {
        enter("ink_client");
        write();
        this.browser.click(".rail a[data-view=layers]");
        assertThat(this.browser.the("#view .statebox h2").getText()).isEqualTo("The API key does not allow this");
        assertThat(this.browser.the("#view .statebox-text").getText()).contains("explain");

        this.browser.click("#view .statebox .go");
        enter("ink_operator");

        await().until(() -> !this.browser.all(".lens tbody tr").isEmpty());
    }

    @Test
    void eachTabNeedsAKey() {
        String first = this.browser.tab();
        enter("ink_client");
        write();

        this.browser.newTab();
        openStudio();
        this.browser.the(DIALOG);
        assertThat(this.browser.run(STORED)).isEqualTo(List.of());
        enter("ink_other");
        assertThat(this.browser.run(STORED)).isEqualTo(List.of("ink_other"));

        this.browser.changeTo(first);
        assertThat(this.browser.run(STORED)).isEqualTo(List.of("ink_client"));
        write();
    }

    @Test
    void forgottenKeyIsDeleted() {
        enter("ink_client");
        write();

        this.browser.click("#forget");

        assertThat(this.browser.run(STORED)).isEqualTo(List.of());
        assertThat(this.browser.the("#forget").isDisplayed()).isFalse();
        this.browser.click("#write");
        this.browser.the(DIALOG);
    }

    @Test
    void shownCodeTakesTheKeyFromTheEnvironment(@TempDir Path folder) throws Exception {
        enter("ink_client");
        write();
        ShownCode code = new ShownCode(this.browser, folder, "ink_client");

        for (String language : ShownCode.LANGUAGES) {
            assertThat(code.select(language)).as(language).doesNotContain("ink_client");
            assertThat(code.run(language)).as(language).isNotBlank();
        }
    }

    private void enter(String key) {
        this.browser.the("#key").sendKeys(key);
        this.browser.click(DIALOG + " button[value=use]");
        await().until(() -> !key.equals(this.browser.run("return document.getElementById('key')?.value")));
    }

    /** Writes the text again. */
    private void write() {
        await().until(() -> !this.browser.texts("#model option").isEmpty());
        this.browser.run("document.querySelectorAll('" + CHIPS + "').forEach((chip) => chip.classList.add('old'))");
        this.browser.click("#write");
        await().until(() -> this.browser.all(CHIPS + ":not(.old)").size() == 8);
    }

}
