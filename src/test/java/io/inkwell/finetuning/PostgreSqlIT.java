package io.inkwell.finetuning;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import tools.jackson.databind.JsonNode;

import io.inkwell.InkwellService;
import io.inkwell.container.ContainerTest;
import io.inkwell.container.TestImages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Files and jobs in a PostgreSQL. */
@InkwellService
@ContainerTest(images = TestImages.POSTGRESQL_NAME)
class PostgreSqlIT {

    private static final int PORT = 5432;

    @Container
    private static final GenericContainer<?> postgresql = new GenericContainer<>(TestImages.POSTGRESQL)
        .withEnv("POSTGRES_USER", "test")
        .withEnv("POSTGRES_PASSWORD", "test")
        .withEnv("POSTGRES_DB", "test")
        .withExposedPorts(PORT);

    @TempDir
    private static Path folder;

    private final FineTuningClient client;

    PostgreSqlIT(@LocalServerPort int port) {
        this.client = new FineTuningClient(port);
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("inkwell.fine-tuning.folder", folder::toString);
        settings.add("inkwell.fine-tuning.database.url",
                () -> "jdbc:postgresql://%s:%d/test".formatted(postgresql.getHost(), postgresql.getMappedPort(PORT)));
        settings.add("inkwell.fine-tuning.max-ended-jobs", () -> "1");
        settings.add("inkwell.fine-tuning.database.username", () -> "test");
        settings.add("inkwell.fine-tuning.database.password", () -> "test");
    }

    @Test
    void keepsFilesJobsEventsAndModels() {
        String file = this.client.file("a.jsonl", FineTuningClient.opposites());
        String job = this.client.job(file, "{\"n_epochs\":1,\"log_steps\":1}");
        JsonNode ended = this.client.ended(job);

        assertThat(ended.path("status").stringValue()).as(ended.toString()).isEqualTo("succeeded");
        assertThat(this.client.get("/v1/files?limit=1").path("has_more").booleanValue()).isTrue();
        assertThat(
                this.client.get("/v1/files?purpose=fine-tune&order=asc").path("data").get(0).path("id").stringValue())
            .isEqualTo(file);
        assertThat(this.client.get(FineTuningClient.JOBS + "?limit=1").path("last_id").stringValue()).isEqualTo(job);
        assertThat(this.client.messages(job)).contains("The job has successfully completed");
        assertThat(this.client.get(FineTuningClient.JOBS + "/" + job + "/checkpoints").path("data")).isNotEmpty();
        assertThat(this.client.delete("/v1/models/" + ended.path("fine_tuned_model").stringValue()).status())
            .isEqualTo(200);
    }

    @Test
    void deletesTheJobsThatEndedFirst() {
        String file = this.client.file("empty.jsonl", "\n");
        String first = this.client.job(file, "{}");
        this.client.ended(first);
        String second = this.client.job(file, "{}");

        await().until(() -> this.client.service().get(FineTuningClient.JOBS + "/" + first).status() == 404);
        assertThat(this.client.ended(second).path("status").stringValue()).isEqualTo("failed");
        assertThat(this.client.messages(second)).isNotEmpty();
    }

}
