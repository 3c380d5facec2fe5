package io.inkwell.studio.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.openqa.selenium.WebElement;

import static org.awaitility.Awaitility.await;

/**
 * The view Train as a person uses it.
 *
 * @param browser shows the view
 * @param folder for texts to upload
 */
public record TrainPage(StudioBrowser browser, Path folder) {

    private static final String SENTENCE = "The sea was calm, and the captain looked at the long white line of the shore. ";

    private static final String SELECTED = "#train-training option:checked";

    /** Opens the view with a service that fine-tunes. */
    public static TrainPage open(StudioBrowser browser, Path folder) {
        browser.open("train");
        browser.the(".train:not([hidden])");
        await().until(() -> !browser.all("#train-model option").isEmpty());
        return new TrainPage(browser, folder);
    }

    /** Uploads a file and waits until it is the training text. */
    public void upload(String name, String content) throws IOException {
        Path file = Files.writeString(this.folder.resolve(name), content).toAbsolutePath();
        this.browser.all("#train-upload").get(0).sendKeys(file.toString());
        await(name).until(() -> selected().startsWith(name));
    }

    private String selected() {
        List<String> names = this.browser.texts(SELECTED);
        return names.isEmpty() ? "" : names.get(0);
    }

    /** A short text with some hundred examples of 16 tokens. */
    public static String story() {
        return SENTENCE.repeat(120);
    }

    /** Enters the options of a job that takes this number of steps. */
    public void enter(int steps, Map<String, Object> options) {
        this.browser.click(".train-form .length button:nth-of-type(2)");
        this.browser.run("document.querySelector('.train-form details').open = true");
        fill("max_steps", steps);
        options.forEach(this::fill);
    }

    private void fill(String field, Object value) {
        WebElement input = this.browser.the("#train-" + field);
        input.clear();
        input.sendKeys(value.toString());
    }

    /** Starts the job, and returns its id as soon as the view shows it. */
    public String start() {
        String before = this.browser.url();
        this.browser.click("#train-start");
        await().until(() -> !this.browser.url().equals(before) && this.browser.url().contains("job=ftjob-"));
        return this.browser.url().replaceAll(".*job=([^&]+).*", "$1");
    }

    public String heading() {
        return this.browser.texts("#train-title").get(0);
    }

    /** The value of a figure, such as Status. */
    public String figure(String name) {
        List<String> names = this.browser.texts(".train-figures dt");
        List<String> values = this.browser.texts(".train-figures dd");
        int index = names.indexOf(name);
        return (index < 0 || index >= values.size()) ? "" : values.get(index);
    }

    public void awaitStatus(String status) {
        await(status).until(() -> figure("Status").equals(status));
    }

}
