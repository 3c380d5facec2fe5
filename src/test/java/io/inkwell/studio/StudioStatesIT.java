package io.inkwell.studio;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;
import io.inkwell.studio.browser.StudioBrowser;
import io.inkwell.studio.browser.ViewTest;
import io.inkwell.studio.browser.WrittenText;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the page says where a proxy hides an endpoint, or a pod of another version lacks
 * its files.
 */
@ViewTest
class StudioStatesIT {

    private final ServiceClient service;

    private final StudioBrowser browser;

    StudioStatesIT(StudioBrowser browser, ServiceClient service) {
        this.browser = browser;
        this.service = service;
    }

    @Test
    void viewsNameTheEndpointThatAProxyHides() {
        this.browser.open("write?" + WrittenText.greedy(this.service, "It is a truth", 4).fragment());
        await().until(() -> this.browser.all("#toks .tok").size() == 4);
        this.browser.run("""
                const send = window.fetch;
                window.fetch = (path, options) => path.startsWith('v1/explain/')
                  ? Promise.resolve(new Response('<h1>404</h1>', { status: 404 })) : send(path, options);
                """);

        for (String view : List.of("next", "attention", "layers")) {
            this.browser.click(".rail a[data-view=" + view + "]");
            await().untilAsserted(() -> assertThat(this.browser.texts("#view .statebox-text")).first()
                .asString()
                .startsWith("It needs /v1/explain/"));
        }
    }

    @Test
    void trainNamesTheSettingThatTurnsItOn() {
        this.browser.open("train");

        assertThat(this.browser.the("#view .statebox h2").getText()).isEqualTo("Fine-tuning is off on this service");
        assertThat(this.browser.the("#view .statebox-text").getText()).contains("inkwell.fine-tuning.folder");
        assertThat(this.browser.all(".train").get(0).isDisplayed()).isFalse();
    }

    @Test
    void linkIsRestoredWithoutExplanations() {
        WrittenText text = WrittenText.greedy(this.service, "It is a truth", 4);
        this.browser.open("write?" + text.fragment());

        await().until(() -> this.browser.all("#toks .tok").size() == 4);
        assertThat(this.browser.run("return performance.getEntriesByType('resource')"
                + ".filter((e) => e.name.includes('v1/explain')).length"))
            .isEqualTo(0L);
    }

    @Test
    void reloadsOnceIfItsFilesAreMissing() {
        this.browser.open("write");
        this.browser.the("#write");
        this.browser.run("sessionStorage.clear()");
        this.browser.block("*/js/app.js");
        this.browser.open("write");

        await().untilAsserted(() -> assertThat(this.browser.texts("main [role=alert]"))
            .containsExactly("The service is being updated, and some files of this page are missing. "
                    + "Reload the page in a minute."));
        assertThat(this.browser.run("return performance.getEntriesByType('navigation')[0].type")).isEqualTo("reload");
        this.browser.block();
        this.browser.reload();
        await().until(() -> !this.browser.all("#write").isEmpty());
    }

    @Test
    void moduleThatReloadsHasNoVersion() {
        Answer module = this.service.get("/studio/loaded.js");

        assertThat(module.status()).isEqualTo(200);
        assertThat(module.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(module.headers().firstValue("Content-Type")).hasValue("text/javascript");
    }

}
