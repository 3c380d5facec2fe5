package io.inkwell.studio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.Inkwell;
import io.inkwell.PatientWaits;
import io.inkwell.SlowSteps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Another request of the text that begins before the last one has ended. */
@SpringBootTest(classes = { Inkwell.class, SlowSteps.class },
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = { "inkwell.precision=float32", "slow-steps.while-exists=target/studio-brake",
                "spring.main.allow-bean-definition-overriding=true" })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(PatientWaits.class)
class ReplacedWriteIT {

    private static final Path BRAKE = Path.of("target/studio-brake");

    private static final String CHIPS = "#toks .tok";

    private final int port;

    @AutoClose
    private StudioBrowser browser;

    ReplacedWriteIT(@LocalServerPort int port) {
        this.port = port;
    }

    @BeforeAll
    void startBrowser() {
        this.browser = StudioBrowser.start(this.port);
    }

    @BeforeEach
    void complete() throws IOException {
        Files.deleteIfExists(BRAKE);
        this.browser.open("write?p=It+is+a+truth&temperature=0&top_p=1&max_tokens=12");
        this.browser.click("#write");
        await().until(() -> this.browser.all(CHIPS).size() == 12 && isIdle() && this.browser.url().contains("&g="));
    }

    @Test
    void secondWriteBeforeTheFirstTokenShowsItsOwnText() {
        this.browser.run("""
                const prompt = document.querySelector('#prompt');
                prompt.textContent = 'She was';
                prompt.dispatchEvent(new Event('input'));
                document.querySelector('#write').click();
                document.querySelector('#write').click();
                """);

        await().until(() -> this.browser.all(CHIPS).size() == 12 && isIdle() && this.browser.url().contains("&g="));
        assertThat(this.browser.the("#prompt").getText()).isEqualTo("She was");
        assertThat(this.browser.url()).contains("p=She+was");
    }

    @Test
    void backWhileWritingRestoresTextAndAddress() throws IOException {
        List<String> first = this.browser.texts(CHIPS);
        String address = this.browser.url();
        this.browser.click(CHIPS + ":nth-of-type(4)");
        this.browser.click(".alt:not(.chosen)");
        await().until(() -> this.browser.all(CHIPS).size() == 16 && isIdle() && this.browser.url().contains("&b=1"));
        Files.createFile(BRAKE);
        this.browser.click("#continue");
        await().until(() -> this.browser.all(CHIPS).size() > 16);

        this.browser.back();

        await().untilAsserted(() -> assertThat(this.browser.texts(CHIPS)).isEqualTo(first));
        Files.delete(BRAKE);
        await().until(this::isIdle);
        assertThat(withoutSelection(this.browser.url())).startsWith(withoutSelection(address)).doesNotContain("&b=1");
    }

    /** A selection changes the entry of the history and adds none. */
    private static String withoutSelection(String address) {
        return address.replaceFirst("&t=\\d+", "");
    }

    private boolean isIdle() {
        return this.browser.all("#stop:enabled").isEmpty();
    }

}
