package io.inkwell.finetuning;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.files.FileCreateParams;
import com.openai.models.files.FilePurpose;
import com.openai.models.finetuning.jobs.FineTuningJob;
import com.openai.models.finetuning.jobs.FineTuningJobEvent;
import com.openai.models.finetuning.jobs.JobCreateParams;
import com.openai.models.models.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient.Answer;
import io.inkwell.model.adapter.LoraAdapter;
import io.inkwell.model.adapter.LoraTarget;
import io.inkwell.model.adapter.RecordedAdapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Files and jobs over HTTP, with the embedded model and real processes. */
@InkwellService
class FineTuningIT {

    private static final String FEW_STEPS = """
            {"n_epochs":3,"batch_size":4,"learning_rate":1e-3,"log_steps":1}""";

    private static final String MANY_STEPS = """
            {"n_epochs":50,"batch_size":1,"log_steps":1,"save_steps":2}""";

    private static final String ADAPTER = """
            {"n_epochs":5,"batch_size":4,"learning_rate":1e-2,"log_steps":1,
             "lora":{"rank":4,"alpha":16,"dropout":0.1,"targets":["c_attn","mlp.c_proj"]}}""";

    private static final String QUESTION = "The opposite of hot is";

    @TempDir
    private static Path folder;

    private final int port;

    private final FineTuningClient client;

    FineTuningIT(@LocalServerPort int port) {
        this.port = port;
        this.client = new FineTuningClient(port);
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("inkwell.fine-tuning.folder", folder::toString);
        settings.add("inkwell.fine-tuning.max-file-size", () -> "100KB");
    }

    @Test
    void openAisClientFineTunesAModelAndUsesIt() throws IOException {
        OpenAIClient openai = OpenAIOkHttpClient.builder()
            .baseUrl("http://localhost:" + this.port + "/v1")
            .apiKey("none")
            .responseValidation(true)
            .timeout(Duration.ofMinutes(5))
            .maxRetries(0)
            .build();
        try {
            String file = openai.files()
                .create(FileCreateParams.builder()
                    .file(Files.write(folder.resolveSibling("opposites.jsonl"),
                            FineTuningClient.opposites().getBytes(StandardCharsets.UTF_8)))
                    .purpose(FilePurpose.FINE_TUNE)
                    .build())
                .id();
            FineTuningJob job = openai.fineTuning()
                .jobs()
                .create(JobCreateParams.builder().model("inkwell-demo").trainingFile(file).suffix("opposites").build());
            await().until(() -> openai.fineTuning()
                .jobs()
                .retrieve(job.id())
                .status()
                .equals(FineTuningJob.Status.SUCCEEDED));
            FineTuningJob done = openai.fineTuning().jobs().retrieve(job.id());
            String model = done.fineTunedModel().orElseThrow();

            assertThat(model).matches("ft:inkwell-demo:inkwell:opposites:\\w{8}");
            assertThat(openai.fineTuning().jobs().listEvents(job.id()).data()).extracting(FineTuningJobEvent::message)
                .contains("Fine-tuning job started", "New fine-tuned model created: " + model);
            assertThat(openai.fineTuning().jobs().checkpoints().list(job.id()).data()).isNotEmpty();
            assertThat(openai.files().retrieve(done.resultFiles().get(0)).purpose().asString())
                .isEqualTo("fine-tune-results");
            assertThat(openai.models().list().data()).extracting(Model::id).contains(model);
            assertThat(openai.completions()
                .create(CompletionCreateParams.builder().model(model).prompt("The opposite").maxTokens(2).build())
                .model()).isEqualTo(model);
            assertThat(openai.models().delete(model).deleted()).isTrue();
            assertThat(openai.models().list().data()).extracting(Model::id).doesNotContain(model);
        }
        finally {
            openai.close();
        }
    }

    @Test
    void trainsOnAFileAndStreamsEvents() {
        String job = this.client.job(this.client.file("a.jsonl", FineTuningClient.opposites()), FEW_STEPS);

        Answer events = this.client.service().get(FineTuningClient.JOBS + "/" + job + "/events?stream=true");
        JsonNode ended = this.client.get(FineTuningClient.JOBS + "/" + job);

        assertThat(events.headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=UTF-8");
        assertThat(events.body()).contains("\"message\":\"The job has successfully completed\"")
            .endsWith("data: [DONE]\n\n");
        assertThat(ended.path("status").stringValue()).isEqualTo("succeeded");
        assertThat(ended.path("trained_tokens").longValue()).isPositive();
    }

    @Test
    void aPausedJobGoesOnFromItsCheckpointAndACancelledOneLeavesNothing() {
        String file = this.client.file("long.jsonl", FineTuningClient.opposites());
        String job = this.client.job(file, MANY_STEPS);
        String other = this.client.job(file, MANY_STEPS);
        this.client.awaitMessage(job, "Checkpoint created");

        assertThat(this.client.status(other)).isEqualTo("queued");
        assertThat(post(other, "cancel").json().path("status").stringValue()).isEqualTo("cancelled");
        assertThat(this.client.delete("/v1/files/" + file).status()).isEqualTo(409);
        assertThat(post(job, "pause").json().path("status").stringValue()).isEqualTo("paused");
        assertThat(post(job, "pause").status()).isEqualTo(409);
        assertThat(post(job, "resume").status()).isEqualTo(200);
        this.client.awaitMessage(job, "Fine-tuning job continues after step");
        assertThat(post(job, "cancel").json().path("status").stringValue()).isEqualTo("cancelled");
        assertThat(post(job, "cancel").status()).isEqualTo(409);

        await().until(() -> !Files.exists(folder.toRealPath().resolve("jobs").resolve(job)));
        assertThat(this.client.delete("/v1/files/" + file).status()).isEqualTo(200);
        assertThat(this.client.service().get("/v1/files/" + file).status()).isEqualTo(404);
    }

    private Answer post(String job, String action) {
        return this.client.service().post(FineTuningClient.JOBS + "/" + job + "/" + action, "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    broken.jsonl  | {"prompt":"a","completion":"b"}~{"prompt":"c"}~ | broken.jsonl: line 2: "completion" must be a string; it is missing
                    other.jsonl   | {"name":"a"}~                                   | other.jsonl: line 1 must have either
                    blank.jsonl   | ~~                                              | the file has no text
                    binary.txt    | a@b                                             | binary.txt: is not a text in UTF-8: byte 1
                    short.txt     | only a few words                                | method.supervised.hyperparameters.block_size
                    """)
    void aJobWithAnInvalidFileFails(String filename, String content, String message) {
        String file = this.client.file(filename, content.replace('~', '\n').replace('@', '\0'));

        JsonNode job = this.client.ended(this.client.job(file, "{}"));

        assertThat(job.path("status").stringValue()).isEqualTo("failed");
        assertThat(job.path("error").path("code").stringValue()).isEqualTo("invalid_training_file");
        assertThat(job.path("error").path("param").stringValue()).isEqualTo("training_file");
        assertThat(job.path("error").path("message").stringValue()).contains(message).doesNotContain(folder.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    {}                                                           | model
                    {"model":"default"}                                          | training_file
                    {"model":"default","training_file":"file-x"}                 | training_file
                    {"model":"default","training_file":"f","foo":1}              | foo
                    {"model":"default","training_file":"f","suffix":"a b"}       | suffix
                    {"model":"default","training_file":"f","seed":-1}            | seed
                    {"model":"default","training_file":"f","integrations":[{}]}  | integrations
                    {"model":"default","training_file":"f","metadata":{"a":1}}   | metadata.a
                    {"model":"default","training_file":"f","method":{"type":"dpo"}} | method.type
                    {"model":"default","training_file":"f","hyperparameters":{"n_epochs":51}} | method.supervised.hyperparameters.n_epochs
                    {"model":"default","training_file":"f","hyperparameters":{"batch_size":"many"}} | method.supervised.hyperparameters.batch_size
                    {"model":"default","training_file":"f","hyperparameters":{"dropout":2}} | method.supervised.hyperparameters.dropout
                    {"model":"default","training_file":"f","hyperparameters":{"lora":{}}} | method.supervised.hyperparameters.lora.rank
                    {"model":"default","training_file":"f","hyperparameters":{"lora":{"rank":0}}} | method.supervised.hyperparameters.lora.rank
                    {"model":"default","training_file":"f","hyperparameters":{"lora":{"rank":65}}} | method.supervised.hyperparameters.lora.rank
                    {"model":"default","training_file":"f","hyperparameters":{"lora":{"rank":8,"alpha":0}}} | method.supervised.hyperparameters.lora.alpha
                    {"model":"default","training_file":"f","hyperparameters":{"lora":{"rank":8,"targets":["wte"]}}} | method.supervised.hyperparameters.lora.targets
                    {"model":"default","training_file":"f","hyperparameters":{"lora":{"rank":8,"targets":[]}}} | method.supervised.hyperparameters.lora.targets
                    {"model":"default","training_file":"f","hyperparameters":{"lora":{"rank":8,"bias":"all"}}} | hyperparameters.lora.bias
                    {"model":"default","training_file":"f","method":{"type":"supervised","supervised":{"hyperparameters":{"epochs":1}}}} | method.supervised.hyperparameters.epochs
                    """)
    void rejectsAnInvalidJob(String body, String param) {
        Answer answer = this.client.service().post(FineTuningClient.JOBS, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("error").path("param").stringValue()).isEqualTo(param);
    }

    @Test
    void rejectsInvalidUploads() {
        assertThat(this.client.upload("batch", "a.jsonl", new byte[] { 'a' }).status()).isEqualTo(400);
        assertThat(this.client.upload("fine-tune", "a.csv", new byte[] { 'a' }).status()).isEqualTo(400);
        assertThat(this.client.upload("fine-tune", "a.jsonl", new byte[200_000]).status()).isEqualTo(413);
        assertThat(this.client.service().post("/v1/files", "{}").status()).isEqualTo(415);
        Answer nameless = this.client.uploadPart("fine-tune", "", new byte[3000]);
        assertRejected(nameless, 400, "file");
        assertThat(nameless.error().path("message").stringValue())
            .startsWith("file must be a part of the body with a filename");
        // The thread that deletes them is not that of the response.
        await().untilAsserted(() -> assertThat(folder.resolve("uploads")).isEmptyDirectory());
    }

    @Test
    void aJobTrainsAnAdapterThatIsServedOverItsBase() throws IOException {
        String job = this.client.job(this.client.file("adapter.jsonl", FineTuningClient.opposites()), ADAPTER);
        String model = this.client.modelOf(job);

        assertThat(model).matches("inkwell-demo:ft-\\w{8}");
        JsonNode listed = this.client.get("/v1/models/" + model);
        assertThat(this.client.get("/v1/models").path("data").valueStream()).contains(listed);
        assertThat(listed.path("parent").stringValue()).isEqualTo("inkwell-demo");
        Path run = folder.toRealPath().resolve("jobs").resolve(job);
        LoraAdapter adapter = LoraAdapter.read(run, RecordedAdapter.embeddedConfig());
        assertThat(adapter.config().rank()).isEqualTo(4);
        assertThat(adapter.config().alpha()).isEqualTo(16);
        assertThat(adapter.config().dropout()).isEqualTo(0.1);
        assertThat(adapter.config().targets()).containsExactly(LoraTarget.ATTENTION_INPUT, LoraTarget.MLP_OUTPUT);
        assertThat(this.client.get(FineTuningClient.JOBS + "/" + job).at("/hyperparameters/lora").toString())
            .isEqualTo("{\"rank\":4,\"alpha\":16.0,\"dropout\":0.1,\"targets\":[\"c_attn\",\"mlp.c_proj\"]}");
        assertThat(this.client.get(FineTuningClient.JOBS + "/" + job + "/checkpoints")
            .at("/data/0/fine_tuned_model_checkpoint")
            .stringValue()).startsWith(model + ":ckpt-step-");

        JsonNode adapted = complete(model);
        assertThat(adapted.path("model").stringValue()).isEqualTo(model);
        assertThat(loss(adapted)).isLessThan(loss(complete("inkwell-demo")) - 0.5);

        assertRejected(job(model), 400, "model");
        assertThat(this.client.delete("/v1/models/default:" + model.split(":")[1]).status()).isEqualTo(200);
        assertThat(this.client.models()).doesNotContain(model);
        assertThat(this.client.service().post(completion(model)).status()).isEqualTo(404);
        await().until(() -> !Files.exists(run));
    }

    private JsonNode complete(String model) {
        return this.client.service().complete(completion(model));
    }

    private static String completion(String model) {
        return """
                {"model":"%s","prompt":"%s cold.","max_tokens":0,"echo":true,"logprobs":1}""".formatted(model,
                QUESTION);
    }

    /** The loss of the answer that the job teaches. */
    private static double loss(JsonNode completion) {
        JsonNode logprobs = completion.at("/choices/0/logprobs");
        return IntStream.range(0, logprobs.path("tokens").size())
            .filter((i) -> logprobs.path("text_offset").get(i).intValue() >= QUESTION.length())
            .mapToDouble((i) -> -logprobs.path("token_logprobs").get(i).doubleValue())
            .sum();
    }

    private Answer job(String model) {
        return this.client.service()
            .post(FineTuningClient.JOBS, "{\"model\":\"%s\",\"training_file\":\"file-x\"}".formatted(model));
    }

    private static void assertRejected(Answer answer, int status, String param) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.error().path("param").stringValue()).isEqualTo(param);
    }

    @Test
    void aModelStaysAsLongAsItHasAdapters() {
        String file = this.client.file("base.jsonl", FineTuningClient.opposites());
        String base = this.client.modelOf(this.client.job(file, FEW_STEPS));
        String adapter = this.client.modelOf(this.client.job(base, file, ADAPTER));

        assertThat(adapter).matches(base + ":ft-\\w{8}");
        assertThat(complete(adapter).path("model").stringValue()).isEqualTo(adapter);
        assertRejected(this.client.delete("/v1/models/" + base), 409, "model");
        assertThat(this.client.delete("/v1/models/" + adapter).status()).isEqualTo(200);
        assertThat(this.client.delete("/v1/models/" + base).status()).isEqualTo(200);
        assertThat(this.client.models()).doesNotContain(base, adapter);
    }

    @Test
    void keepsModelsThatNoJobHasMade() {
        assertThat(this.client.delete("/v1/models/inkwell-demo").status()).isEqualTo(403);
        assertThat(this.client.delete("/v1/models/other").status()).isEqualTo(404);
    }

}
