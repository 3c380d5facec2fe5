package io.inkwell.finetuning.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.inkwell.finetuning.Database;
import io.inkwell.finetuning.FineTuningFolder;
import io.inkwell.finetuning.FineTuningLimits;
import io.inkwell.finetuning.RandomIds;
import io.inkwell.finetuning.file.FileStore;

import static org.assertj.core.api.Assertions.assertThat;

class JobRetentionTests {

    private final FineTuningFolder folder;

    private final Database database;

    private final JobTable jobs;

    private final JobLog log;

    private final FileStore files;

    private final JobRetention retention;

    private final Path figures;

    JobRetentionTests(@TempDir Path root) throws IOException {
        RandomIds ids = new RandomIds(new Random(1));
        this.folder = FineTuningFolder.open(root.resolve("data"));
        this.database = Database.open(this.folder, null, null, null);
        this.jobs = new JobTable(this.database.client());
        this.log = new JobLog(this.database.client(), ids, () -> Instant.EPOCH);
        this.files = new FileStore(this.database, this.folder, new FineTuningLimits(1000, 100, 1000, 9, 2), ids,
                () -> Instant.EPOCH);
        this.retention = new JobRetention(this.database, this.jobs, this.log, this.files, this.folder, 2);
        this.figures = Files.writeString(root.resolve("figures.csv"), "step\n");
    }

    @AfterEach
    void close() throws IOException {
        this.database.close();
        this.folder.close();
    }

    @Test
    void deletesTheJobsThatEndedFirst() throws IOException {
        add("ftjob-open");
        end("ftjob-last", JobStatus.FAILED, 40);
        end("ftjob-first", JobStatus.CANCELLED, 10);
        end("ftjob-middle", JobStatus.FAILED, 30);
        Files.createDirectories(this.folder.job("ftjob-first"));
        Files.createFile(logOf("ftjob-first"));

        this.retention.apply();

        assertThat(ids()).containsExactlyInAnyOrder("ftjob-open", "ftjob-last", "ftjob-middle");
        assertThat(this.log.eventsAfter("ftjob-first", 0, 10)).isEmpty();
        assertThat(this.log.eventsAfter("ftjob-middle", 0, 10)).isNotEmpty();
        assertThat(this.folder.jobs()).isEmpty();
        assertThat(logOf("ftjob-first")).doesNotExist();
    }

    @Test
    void keepsTheLogOfAFailedJobAsLongAsTheJob() throws IOException {
        end("ftjob-failed", JobStatus.FAILED, 10);
        // Its folder belongs to another database.
        Files.createDirectories(this.folder.job("ftjob-foreign"));
        for (String id : List.of("ftjob-failed", "ftjob-foreign", "ftjob-unknown")) {
            Files.createFile(logOf(id));
        }

        this.retention.deleteLogs();

        assertThat(logOf("ftjob-failed")).exists();
        assertThat(logOf("ftjob-foreign")).exists();
        assertThat(logOf("ftjob-unknown")).doesNotExist();
    }

    private Path logOf(String job) {
        return new JobFolder(this.folder.job(job)).log();
    }

    @Test
    void keepsAJobAsLongAsItsModelAndThenDeletesItWithItsFigures() throws IOException {
        String figures = this.files.addResult(this.figures, "step_metrics.csv").id();
        end("ftjob-made", JobStatus.SUCCEEDED, 10, Map.of("result_file", figures));
        end("ftjob-b", JobStatus.FAILED, 20);
        end("ftjob-c", JobStatus.FAILED, 30);
        this.database.client()
            .sql("insert into models (name, job_id, created_at) values ('ft:a', 'ftjob-made', 0)")
            .update();

        this.retention.apply();
        assertThat(ids()).contains("ftjob-made");

        this.database.client().sql("delete from models").update();
        this.retention.apply();

        assertThat(ids()).containsExactlyInAnyOrder("ftjob-b", "ftjob-c");
        assertThat(this.files.find(figures)).isEmpty();
    }

    private List<String> ids() {
        return this.jobs.in(EnumSet.allOf(JobStatus.class)).stream().map(Job::id).toList();
    }

    private void add(String id) {
        NewJob request = new NewJob("gpt2", "file-a", null, null, 1, Hyperparameters.DEFAULT, Map.of());
        this.jobs
            .insert(new Job(id, request, JobStatus.RUNNING, Instant.EPOCH, null, null, null, null, null, null, null));
        Stream.of("a", "b").forEach((message) -> this.log.add(id, JobEvent.Level.INFO, message, null));
    }

    private void end(String id, JobStatus status, long second) {
        end(id, status, second, Map.of());
    }

    private void end(String id, JobStatus status, long second, Map<String, String> values) {
        add(id);
        this.jobs.change(id, EnumSet.of(JobStatus.RUNNING), status, Instant.ofEpochSecond(second), values);
    }

}
