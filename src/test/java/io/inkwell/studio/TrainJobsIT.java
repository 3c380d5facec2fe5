package io.inkwell.studio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

import io.inkwell.ServiceClient;
import io.inkwell.studio.browser.Axe;
import io.inkwell.studio.browser.StudioBrowser;
import io.inkwell.studio.browser.TcpProxy;
import io.inkwell.studio.browser.TrainPage;
import io.inkwell.studio.browser.TrainingService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The view Train with jobs that do not end well, and with files and jobs of other tabs.
 */
@TrainingService
class TrainJobsIT {

    private static final Map<String, Object> SMALL = Map.of("block_size", 16, "batch_size", 1, "log_steps", 1);

    /** No test waits for its end. */
    private static final int ENDLESS = 1_000_000;

    private final StudioBrowser browser;

    private final ServiceClient service;

    private final int port;

    @TempDir
    private Path folder;

    TrainJobsIT(StudioBrowser browser, ServiceClient service, @LocalServerPort int port) {
        this.browser = browser;
        this.service = service;
        this.port = port;
    }

    @BeforeEach
    void endOtherJobs() {
        this.service.get("/v1/fine_tuning/jobs").json().path("data").forEach((job) -> {
            if (List.of("validating_files", "queued", "running", "paused").contains(job.path("status").stringValue())) {
                this.service.post("/v1/fine_tuning/jobs/" + job.path("id").stringValue() + "/cancel", "");
            }
        });
    }

    @Test
    void jobPausesResumesAndIsCancelled() throws IOException {
        TrainPage page = start(this.browser, "long.txt");
        await().until(() -> page.heading().startsWith("Evaluation loss") || page.heading().startsWith("Training loss"));
        this.browser.click("#train-pause");
        page.awaitStatus("paused");
        assertThat(page.heading()).startsWith("Paused at step ").endsWith(" of 1,000,000");

        this.browser.reload();
        page.awaitStatus("paused");
        this.browser.click("#train-resume");
        page.awaitStatus("running");
        this.browser.click("#train-cancel");

        page.awaitStatus("cancelled");
        assertThat(page.heading()).startsWith("Cancelled at step ");
        assertThat(this.browser.all("#train-actions button")).isEmpty();
        assertThat(this.browser.the(".sect:has(#sample-title)").isDisplayed()).isFalse();
    }

    @Test
    void invalidFileNamesItsLine() throws IOException {
        TrainPage page = TrainPage.open(this.browser, this.folder);
        page.upload("rows.jsonl", "{\"text\": \"a row\"}\n{\"txt\": \"another\"}\n");
        String id = page.start();

        await().until(() -> page.heading().equals("The job failed"));

        JsonNode error = this.service.get("/v1/fine_tuning/jobs/" + id).json().path("error");
        assertThat(this.browser.texts("#view .statebox-text")).singleElement()
            .asString()
            .startsWith(error.path("message").stringValue())
            .contains("rows.jsonl", "2");
        await().until(() -> !this.browser.texts(".events .error").isEmpty());
        assertThat(this.browser.all(".loss").get(0).isDisplayed()).isFalse();
    }

    @Test
    void rejectedOptionIsMarked() throws IOException {
        TrainPage page = TrainPage.open(this.browser, this.folder);
        page.upload("short.txt", "A few words.");
        page.enter(5, Map.of("batch_size", 300));

        assertThat(this.browser.texts("#train-why")).containsExactly("Batch size: a whole number from 1 to 256.");
        assertThat(this.browser.the("#train-start").isEnabled()).isFalse();
        assertThat(this.browser.attributes("#train-batch_size", "aria-invalid")).containsExactly("true");

        page.enter(5, Map.of("batch_size", 4, "suffix", "two words"));
        this.browser.press("#train-suffix", "ENTER");

        assertThat(this.browser.the(".train-form .statebox h2").getText()).isEqualTo("The service rejects the request");
        assertThat(this.browser.the(".train-form .statebox-text").getText()).startsWith("Suffix must be");
        assertThat(this.browser.attributes("#train-suffix", "aria-invalid")).containsExactly("true");
    }

    @Test
    void filesAreCheckedListedAndDeleted() throws IOException {
        TrainPage page = TrainPage.open(this.browser, this.folder);
        Path picture = Files.writeString(this.folder.resolve("picture.png"), "x").toAbsolutePath();
        this.browser.all("#train-upload").get(0).sendKeys(picture.toString());
        assertThat(this.browser.the(".upload-said [role=alert]").getText())
            .isEqualTo("picture.png is neither a .txt nor a .jsonl file. Rename a plain text to .txt.");

        page.upload("gone.txt", "A few words.");
        String delete = ".plain button[aria-label='Delete the file gone.txt']";
        this.browser.click(delete);
        this.browser.press("dialog .btn", "ESCAPE");
        await().until(() -> this.browser.all("dialog").isEmpty());
        assertThat(this.browser.all(delete)).hasSize(1);
        this.browser.click(delete);
        this.browser.click("dialog .go");

        await().until(() -> this.browser.all(delete).isEmpty());
        assertThat(this.service.get("/v1/files").body()).doesNotContain("gone.txt");
    }

    @Test
    void droppedFileIsUploaded() {
        TrainPage.open(this.browser, this.folder);
        this.browser.run("""
                const data = new DataTransfer();
                data.items.add(new File(['Some words.'], 'dropped.txt'));
                for (const type of ['dragover', 'drop']) {
                  document.getElementById('rail').dispatchEvent(
                    new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
                }""");

        await().until(() -> this.browser.texts("#train-training option:checked").get(0).startsWith("dropped.txt"));
    }

    @Test
    void otherTabShowsTheJob() throws IOException {
        TrainPage first = TrainPage.open(this.browser, this.folder);
        String tab = this.browser.tab();
        this.browser.newTab();
        TrainPage second = start(this.browser, "tabs.txt");
        await().until(() -> second.figure("Status").equals("running"));

        this.browser.changeTo(tab);
        this.browser.run("document.dispatchEvent(new Event('visibilitychange'))");

        await().until(() -> this.browser.texts(".jobs [aria-current]").equals(List.of("tabs.txt")));
        first.awaitStatus("running");
        this.browser.click("#train-cancel");
        first.awaitStatus("cancelled");
    }

    @Test
    void lostConnectionIsFollowedByTheEventsThatWereMissed() throws IOException {
        try (TcpProxy proxy = new TcpProxy(this.port)) {
            StudioBrowser browser = this.browser.at(proxy.port());
            TrainPage page = start(browser, "proxied.txt");
            await().until(() -> browser.texts(".events .metrics").size() > 3);
            browser.block("*/v1/fine_tuning/*", "*/v1/files*");
            proxy.cut();

            await().until(() -> browser.texts(".statebox h2").equals(List.of("The connection is lost")));
            int seen = browser.texts(".events li").size();
            browser.block();

            await().until(() -> browser.all("#view .statebox").isEmpty());
            await().until(() -> browser.texts(".events li").size() > seen);
            List<String> rows = browser.texts(".events .metrics span:last-child");
            assertThat(rows).doesNotHaveDuplicates();
            browser.click("#train-cancel");
            page.awaitStatus("cancelled");
        }
    }

    @Test
    void keyboardReachesEverything() throws IOException {
        TrainPage page = TrainPage.open(this.browser, this.folder);
        page.upload("keys.txt", "A few words.");
        this.browser.run("document.getElementById('train-new').focus()");

        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 12 && !ids.contains("train-start"); i++) {
            this.browser.type(Keys.TAB);
            ids.add((String) this.browser
                .run("return document.activeElement.id || document.activeElement.textContent"));
        }

        assertThat(ids).containsExactly("Choose a file", "Use an example", "train-training", "train-model", "Epochs",
                "Steps", "train-n_epochs", "train-learning_rate", "More options", "train-start");
    }

    @Test
    void tooManyJobsNameTheLimit() throws IOException {
        TrainPage page = TrainPage.open(this.browser, this.folder);
        page.upload("more.txt", "A few words.");
        this.browser
            .run("""
                    const send = window.fetch;
                    const message = 'the number of jobs that have not ended must be at most 1, inkwell.fine-tuning.max-jobs';
                    window.fetch = (path, options) => path === 'v1/fine_tuning/jobs' && options?.method === 'POST'
                      ? Promise.resolve(new Response(JSON.stringify({ error: { message } }), { status: 429 }))
                      : send(path, options);
                    """);
        this.browser.click("#train-start");

        await().until(() -> !this.browser.texts(".train-form .statebox-text").isEmpty());
        assertThat(this.browser.the(".train-form .statebox-text").getText())
            .startsWith("The number of jobs that have not ended must be at most 1, inkwell.fine-tuning.max-jobs.");
    }

    @Test
    void axeFindsNothingSerious() throws IOException {
        TrainPage page = start(this.browser, "axe.txt");
        await().until(() -> this.browser.texts(".events .metrics").size() > 3);
        Axe.assertNothingSerious(this.browser);
        this.browser.click("#train-pause");
        page.awaitStatus("paused");
        Axe.assertNothingSerious(this.browser);
        this.browser.click("#train-cancel");
        page.awaitStatus("cancelled");
        Axe.assertNothingSerious(this.browser);
    }

    /** Starts a job that does not end. */
    private TrainPage start(StudioBrowser browser, String name) throws IOException {
        TrainPage page = TrainPage.open(browser, this.folder);
        page.upload(name, TrainPage.story());
        page.enter(ENDLESS, SMALL);
        page.start();
        return page;
    }

}
