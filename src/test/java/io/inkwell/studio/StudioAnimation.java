package io.inkwell.studio;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import io.inkwell.EmbeddedOfTheJar;
import io.inkwell.studio.browser.Brake;
import io.inkwell.studio.browser.StudioBrowser;
import io.inkwell.studio.browser.StudioService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Writes the animated picture of the documentation, {@code studio.gif}: Write completes a
 * prompt, and a forced token opens a branch. Steps of the engine are slow, so that each
 * picture adds few tokens. No build runs it; {@link StudioScreenshots} says how to.
 */
@StudioService
@EmbeddedOfTheJar
class StudioAnimation {

    /** Centiseconds of a picture of a movement. */
    private static final int STEP = 10;

    private static final int POINTER_STEPS = 6;

    private final StudioBrowser browser;

    private final AnimatedGif gif = new AnimatedGif();

    private int pointerX = 440;

    private int pointerY = 520;

    StudioAnimation(StudioBrowser browser) {
        this.browser = browser;
    }

    @Test
    void writesTheAnimation() throws IOException {
        this.browser.resize(1200, 750, 0.75);
        this.browser.setColorScheme("light");
        this.browser.open("write?p=Mr.+Darcy+looked+at+Elizabeth,+and&seed=13&max_tokens=26");
        this.browser.the("#write:enabled");
        try (Brake brake = Brake.onSteps()) {
            click("#write");
            stream();
            click("#toks .tok:nth-of-type(5)");
            hold(120);
            click(".alt:not(.chosen)");
            stream();
            brake.release();
            hold(200);
        }
        Path file = StudioScreenshots.file("studio.gif");
        this.gif.write(file);
        assertThat(this.gif.numFrames()).isGreaterThan(30);
        assertThat(this.gif.centiseconds()).isBetween(600, 1000);
        assertThat(file).isNotEmptyFile();
    }

    private void hold(int centiseconds) throws IOException {
        this.gif.add(this.browser.picture(), centiseconds);
    }

    /**
     * Adds pictures until the completion is complete, and moves the pointer away from it.
     */
    private void stream() throws IOException {
        await().until(() -> !this.browser.all("#stop:enabled").isEmpty());
        move(440, 520);
        while (!this.browser.all("#stop:enabled").isEmpty()) {
            hold(STEP);
        }
    }

    /** Moves the pointer to an element, and clicks it. */
    private void click(String selector) throws IOException {
        this.browser.the(selector);
        move(center(selector, "x", "width"), center(selector, "y", "height"));
        hold(50);
        this.browser.run("document.querySelector(arguments[0]).click()", selector);
    }

    private void move(int x, int y) throws IOException {
        for (int i = 1; i <= POINTER_STEPS; i++) {
            double share = i / (double) POINTER_STEPS;
            drawPointer(this.pointerX + share * (x - this.pointerX), this.pointerY + share * (y - this.pointerY));
            hold(STEP);
        }
        this.pointerX = x;
        this.pointerY = y;
    }

    private int center(String selector, String start, String length) {
        return ((Number) this.browser.run("""
                const box = document.querySelector(arguments[0]).getBoundingClientRect();
                return Math.round(box[arguments[1]] + box[arguments[2]] / 2);""", selector, start, length)).intValue();
    }

    /** Draws an arrow, because screenshots do not show the pointer. */
    private void drawPointer(double x, double y) {
        this.browser.run("""
                const pointer = document.getElementById('pointer') ?? document.createElement('div');
                pointer.id = 'pointer';
                pointer.style.cssText = `position: fixed; z-index: 9; width: 20px; height: 28px; pointer-events: none;
                    background: black; clip-path: polygon(0 0, 0 82%, 27% 63%, 46% 100%, 66% 92%, 48% 58%, 92% 58%);
                    left: ${arguments[0]}px; top: ${arguments[1]}px`;
                document.body.append(pointer);""", x, y);
    }

}
