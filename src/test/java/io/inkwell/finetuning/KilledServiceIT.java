package io.inkwell.finetuning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.inkwell.ServiceProcess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A service that is killed while a job runs. */
class KilledServiceIT {

    private static final String HYPERPARAMETERS = """
            {"n_epochs":50,"batch_size":1,"log_steps":1,"save_steps":2,"eval_split":0}""";

    private static final String ADAPTER = """
            {"n_epochs":20,"batch_size":1,"log_steps":1,"save_steps":2,"eval_split":0,"lora":{"rank":2}}""";

    @TempDir
    private Path folder;

    @Test
    void itsJobSavesACheckpointAndEndsAndGoesOnWithTheNextService() throws IOException {
        String data = "--inkwell.fine-tuning.folder=" + this.folder.resolve("data");
        String job;
        ProcessHandle child;
        try (ServiceProcess service = ServiceProcess.start(Files.createDirectory(this.folder.resolve("first")), data)) {
            FineTuningClient client = new FineTuningClient(service.port());
            job = client.job(client.file("a.jsonl", FineTuningClient.opposites()), HYPERPARAMETERS);
            client.awaitMessage(job, "Checkpoint created");
            child = ProcessHandle.of(pid(job)).orElseThrow();
        }

        await().until(() -> !child.isAlive());
        try (ServiceProcess service = ServiceProcess.start(Files.createDirectory(this.folder.resolve("second")),
                data)) {
            FineTuningClient client = new FineTuningClient(service.port());
            client.awaitMessage(job, "Fine-tuning job continues after step");
            String file = client.get(FineTuningClient.JOBS + "/" + job).path("training_file").stringValue();

            assertThat(client.get("/v1/files/" + file).path("filename").stringValue()).isEqualTo("a.jsonl");
            assertThat(client.service().post(FineTuningClient.JOBS + "/" + job + "/cancel", "").status())
                .isEqualTo(200);
        }
    }

    @Test
    void anAdapterIsTrainedToItsEndAndStays() throws IOException {
        String data = "--inkwell.fine-tuning.folder=" + this.folder.resolve("data");
        String job;
        try (ServiceProcess service = ServiceProcess.start(Files.createDirectory(this.folder.resolve("first")), data)) {
            FineTuningClient client = new FineTuningClient(service.port());
            job = client.job(client.file("a.jsonl", FineTuningClient.opposites()), ADAPTER);
            client.awaitMessage(job, "Checkpoint created");
        }
        String model;
        String text;
        try (ServiceProcess service = ServiceProcess.start(Files.createDirectory(this.folder.resolve("second")),
                data)) {
            FineTuningClient client = new FineTuningClient(service.port());
            model = client.modelOf(job);
            assertThat(client.messages(job)).anyMatch((message) -> message.startsWith("Fine-tuning job continues"));
            text = complete(client, model);
        }
        try (ServiceProcess service = ServiceProcess.start(Files.createDirectory(this.folder.resolve("third")), data)) {
            FineTuningClient client = new FineTuningClient(service.port());
            assertThat(client.models()).contains(model);
            assertThat(complete(client, model)).isEqualTo(text);
            assertThat(client.delete("/v1/models/" + model).status()).isEqualTo(200);
        }
    }

    private static String complete(FineTuningClient client, String model) {
        return client.service()
            .complete("{\"model\":\"%s\",\"prompt\":\"The opposite of hot is\",\"max_tokens\":8,\"temperature\":0}"
                .formatted(model))
            .at("/choices/0/text")
            .stringValue();
    }

    private long pid(String job) throws IOException {
        return Long.parseLong(Files.readString(this.folder.resolve("data/jobs").resolve(job + ".pid")).split(" ")[0]);
    }

}
