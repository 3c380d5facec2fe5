package io.inkwell.studio;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.ServiceClient;
import io.inkwell.studio.browser.Axe;
import io.inkwell.studio.browser.StudioBrowser;
import io.inkwell.studio.browser.TrainPage;
import io.inkwell.studio.browser.TrainingService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A model is fine-tuned in the view Train. */
@TrainingService
class TrainViewIT {

    private static final int STEPS = 6;

    private static final Map<String, Object> OPTIONS = Map.of("learning_rate", "1e-3", "block_size", 16, "batch_size",
            2, "log_steps", 1, "eval_steps", 3, "seed", 7, "suffix", "sea");

    private static final String PROMPT = "The sea was";

    private final StudioBrowser browser;

    private final ServiceClient service;

    TrainViewIT(StudioBrowser browser, ServiceClient service) {
        this.browser = browser;
        this.service = service;
    }

    @Test
    void textIsLearnedAndTheNewModelWrites(@TempDir Path folder) throws IOException {
        TrainPage page = TrainPage.open(this.browser, folder);
        page.upload("sea.txt", TrainPage.story());
        page.enter(STEPS, OPTIONS);
        String id = page.start();

        page.awaitStatus("succeeded");
        assertCurve(page, id);

        String model = this.service.get("/v1/fine_tuning/jobs/" + id).json().path("fine_tuned_model").stringValue();
        assertThat(model).startsWith("ft:inkwell-demo:").contains(":sea:");
        assertSamples(model);
        Axe.assertNothingSerious(this.browser);
        assertOpensInWrite(model);
    }

    @Test
    void adapterIsTrainedBesideItsBaseModel(@TempDir Path folder) throws IOException {
        TrainPage page = TrainPage.open(this.browser, folder);
        page.upload("adapter.txt", TrainPage.story());
        page.enter(STEPS, OPTIONS);
        page.enter(STEPS, Map.of("lora_rank", 65));
        this.browser.press("#train-suffix", "ENTER");
        await().until(() -> this.browser.attributes("#train-lora_rank", "aria-invalid").equals(List.of("true")));
        page.enter(STEPS, Map.of("lora_rank", 4));
        String id = page.start();

        page.awaitStatus("succeeded");

        assertThat(this.browser.texts("#train-options").get(0)).contains("LoRA rank 4");
        String model = this.service.get("/v1/fine_tuning/jobs/" + id).json().path("fine_tuned_model").stringValue();
        assertThat(model).startsWith("inkwell-demo:ft-sea-");
        assertSamples(model);
        // A job cannot start from it.
        assertThat(this.browser.texts("#train-model option")).contains("inkwell-demo").doesNotContain(model);
    }

    private void assertCurve(TrainPage page, String id) {
        List<JsonNode> data = this.service.get("/v1/fine_tuning/jobs/" + id + "/events?limit=100")
            .json()
            .path("data")
            .valueStream()
            .filter((event) -> event.path("type").stringValue().equals("metrics"))
            .map((event) -> event.path("data"))
            .toList();
        List<Double> training = losses(data, "train_loss");
        List<Double> evaluation = losses(data, "valid_loss");
        double best = evaluation.stream().skip(1).mapToDouble((loss) -> loss).min().orElseThrow();
        assertThat(training).hasSize(STEPS);
        assertThat(evaluation).hasSizeGreaterThanOrEqualTo(3);
        assertThat(page.heading()).isEqualTo("Evaluation loss " + fixed(evaluation.get(0)) + " → " + fixed(best));
        assertThat(page.figure("Step")).isEqualTo("6 of 6");
        assertThat(page.figure("Training loss")).isEqualTo(fixed(training.get(STEPS - 1)));
        assertThat(page.figure("Evaluation loss")).isEqualTo(fixed(best));
        await().untilAsserted(() -> {
            assertThat(points(".loss .ln.hi")).isEqualTo(STEPS);
            assertThat(points(".loss .ln.lo2")).isEqualTo(evaluation.size());
        });
        // The arrow keys read the curve.
        this.browser.press(".loss-picture", "HOME");
        this.browser.press(".loss-picture", "ARROW_RIGHT");
        assertThat(this.browser.texts("#loss-read")).containsExactly("Step 1: training loss " + fixed(training.get(0))
                + ", evaluation loss " + fixed(evaluation.get(0)) + " at step 0.");
        assertThat(this.browser.attributes(".loss-picture", "aria-valuenow")).containsExactly("1");
        assertThat(this.browser.texts(".events li")).hasSizeGreaterThan(data.size());
    }

    /** In the order of their steps. */
    private static List<Double> losses(List<JsonNode> data, String name) {
        return data.stream()
            .filter((each) -> each.has(name))
            .sorted(Comparator.comparingLong((each) -> each.path("step").longValue()))
            .map((each) -> each.path(name).doubleValue())
            .toList();
    }

    private static String fixed(double loss) {
        return String.format(Locale.ROOT, "%.2f", loss);
    }

    private int points(String line) {
        return this.browser.attributes(line, "d").get(0).split("[ML]").length - 1;
    }

    private void assertSamples(String model) {
        this.browser.the("#sample-prompt").clear();
        this.browser.the("#sample-prompt").sendKeys(PROMPT);
        this.browser.click("#sample-run");

        await().until(() -> this.browser.texts("#sample-run").equals(List.of("Generate"))
                && this.browser.texts(".samples .run").size() == 2);
        assertThat(this.browser.texts(".samples .name")).containsExactly("inkwell-demo", model);
        assertThat(this.browser.texts(".samples .run")).containsExactly(written("inkwell-demo"), written(model));
    }

    /** What the view writes of a completion with its settings. */
    private String written(String model) {
        return this.service
            .complete(JsonMapper.shared()
                .writeValueAsString(Map.of("model", model, "prompt", PROMPT, "seed", 1, "temperature", 0.8, "top_p",
                        0.95, "max_tokens", 40)))
            .at("/choices/0/text")
            .stringValue()
            .replace("\n", "↵");
    }

    private void assertOpensInWrite(String model) {
        this.browser.click("#sample-open");

        await().until(() -> this.browser.url().contains("#/write"));
        assertThat(this.browser.run("return document.getElementById('model').value")).isEqualTo(model);
        assertThat(this.browser.the("#prompt").getText()).isEqualTo(PROMPT);
        this.browser.click("#write");
        await().until(() -> !this.browser.all("#toks .tok").isEmpty());
    }

}
