package io.inkwell.studio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.Inkwell;
import io.inkwell.PatientWaits;
import io.inkwell.SlowSteps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Writes the animated picture of the documentation, {@code studio.gif}: Write completes a
 * prompt, and a forced token opens a branch. Steps of the engine are slow, so that each
 * picture adds few tokens. No build runs it; {@link StudioScreenshots} says how to.
 */
@SpringBootTest(classes = { Inkwell.class, SlowSteps.class },
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = { "inkwell.precision=float32", "slow-steps.while-exists=target/studio-brake",
                "spring.main.allow-bean-definition-overriding=true" })
@ExtendWith(PatientWaits.class)
class StudioAnimation {

    private static final Path BRAKE = Path.of("target/studio-brake");

    /** Centiseconds of a picture of a movement. */
    private static final int STEP = 10;

    private static final int POINTER_STEPS = 6;

    private final int port;

    private final AnimatedGif gif = new AnimatedGif();

    private int pointerX = 440;

    private int pointerY = 520;

    StudioAnimation(@LocalServerPort int port) {
        this.port = port;
    }

    @Test
    void writesTheAnimation() throws IOException {
        try (StudioBrowser browser = StudioBrowser.start(this.port)) {
            browser.resize(1200, 750, 0.75);
            browser.setColorScheme("light");
            browser.open("write?p=Mr.+Darcy+looked+at+Elizabeth,+and&seed=13&max_tokens=26");
            browser.the("#write:enabled");
            Files.writeString(BRAKE, "");
            click(browser, "#write");
            stream(browser);
            click(browser, "#toks .tok:nth-of-type(5)");
            hold(browser, 120);
            click(browser, ".alt:not(.chosen)");
            stream(browser);
            hold(browser, 200);
        }
        finally {
            Files.deleteIfExists(BRAKE);
        }
        Path file = StudioScreenshots.file("studio.gif");
        this.gif.write(file);
        assertThat(this.gif.numFrames()).isGreaterThan(30);
        assertThat(this.gif.centiseconds()).isBetween(600, 1000);
        assertThat(file).isNotEmptyFile();
    }

    private void hold(StudioBrowser browser, int centiseconds) throws IOException {
        this.gif.add(browser.picture(), centiseconds);
    }

    /**
     * Adds pictures until the completion is complete, and moves the pointer away from it.
     */
    private void stream(StudioBrowser browser) throws IOException {
        await().until(() -> !browser.all("#stop:enabled").isEmpty());
        move(browser, 440, 520);
        while (!browser.all("#stop:enabled").isEmpty()) {
            hold(browser, STEP);
        }
    }

    /** Moves the pointer to an element, and clicks it. */
    private void click(StudioBrowser browser, String selector) throws IOException {
        browser.the(selector);
        move(browser, center(browser, selector, "x", "width"), center(browser, selector, "y", "height"));
        hold(browser, 50);
        browser.run("document.querySelector(arguments[0]).click()", selector);
    }

    private void move(StudioBrowser browser, int x, int y) throws IOException {
        for (int i = 1; i <= POINTER_STEPS; i++) {
            double share = i / (double) POINTER_STEPS;
            drawPointer(browser, this.pointerX + share * (x - this.pointerX),
                    this.pointerY + share * (y - this.pointerY));
            hold(browser, STEP);
        }
        this.pointerX = x;
        this.pointerY = y;
    }

    private static int center(StudioBrowser browser, String selector, String start, String length) {
        return ((Number) browser.run("""
                const box = document.querySelector(arguments[0]).getBoundingClientRect();
                return Math.round(box[arguments[1]] + box[arguments[2]] / 2);""", selector, start, length)).intValue();
    }

    /** Draws an arrow, because screenshots do not show the pointer. */
    private static void drawPointer(StudioBrowser browser, double x, double y) {
        browser.run("""
                const pointer = document.getElementById('pointer') ?? document.createElement('div');
                pointer.id = 'pointer';
                pointer.style.cssText = `position: fixed; z-index: 9; width: 20px; height: 28px; pointer-events: none;
                    background: black; clip-path: polygon(0 0, 0 82%, 27% 63%, 46% 100%, 66% 92%, 48% 58%, 92% 58%);
                    left: ${arguments[0]}px; top: ${arguments[1]}px`;
                document.body.append(pointer);""", x, y);
    }

}
