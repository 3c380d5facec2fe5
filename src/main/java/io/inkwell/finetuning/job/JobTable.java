package io.inkwell.finetuning.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.inkwell.finetuning.Page;
import io.inkwell.finetuning.PageRequest;

/** The table of jobs. A state changes only from the states that a caller names. */
final class JobTable {

    private final JdbcClient client;

    JobTable(JdbcClient client) {
        this.client = client;
    }

    void insert(Job job) {
        NewJob request = job.request();
        this.client.sql("""
                insert into jobs (id, model, training_file, validation_file, suffix, seed, hyperparameters, metadata,
                    status, created_at)
                values (:id, :model, :trainingFile, :validationFile, :suffix, :seed, :hyperparameters, :metadata,
                    :status, :createdAt)""")
            .param("id", job.id())
            .param("model", request.model())
            .param("trainingFile", request.trainingFile())
            .param("validationFile", request.validationFile())
            .param("suffix", request.suffix())
            .param("seed", request.seed())
            .param("hyperparameters", JsonColumn.write(request.hyperparameters()))
            .param("metadata", JsonColumn.write(request.metadata()))
            .param("status", job.status().label())
            .param("createdAt", job.createdAt().toEpochMilli())
            .update();
    }

    Optional<Job> find(String id) {
        return this.client.sql("select * from jobs where id = :id").param("id", id).query(JobTable::job).optional();
    }

    /** The newest first. */
    Page<Job> page(PageRequest page) {
        List<Job> found = this.client.sql("""
                select * from jobs where cast(:after as varchar) is null
                    or seq < (select seq from jobs where id = :after) order by seq desc limit :limit""")
            .param("after", page.after())
            .param("limit", page.limit() + 1)
            .query(JobTable::job)
            .list();
        return Page.of(found, page.limit());
    }

    /** The oldest first. */
    List<Job> in(Collection<JobStatus> states) {
        return this.client.sql("select * from jobs where status in (:states) order by seq")
            .param("states", labels(states))
            .query(JobTable::job)
            .list();
    }

    /**
     * The jobs without a model that have ended, except for those that ended last.
     * @param kept how many those are
     */
    List<Job> endedBefore(int kept) {
        return this.client.sql("""
                select * from jobs where status not in (:open)
                    and not exists (select 1 from models where models.job_id = jobs.id)
                    order by finished_at desc, seq desc offset :kept rows""")
            .param("open", labels(JobStatus.OPEN))
            .param("kept", kept)
            .query(JobTable::job)
            .list();
    }

    boolean delete(String id) {
        return this.client.sql("delete from jobs where id = :id").param("id", id).update() > 0;
    }

    int count(Collection<JobStatus> states) {
        return this.client.sql("select count(*) from jobs where status in (:states)")
            .param("states", labels(states))
            .query(Integer.class)
            .single();
    }

    boolean isUsed(String file) {
        return this.client.sql("""
                select count(*) from jobs where status in (:states)
                    and (training_file = :file or validation_file = :file)""")
            .param("states", labels(JobStatus.OPEN))
            .param("file", file)
            .query(Integer.class)
            .single() > 0;
    }

    /** Whether a job that has not ended starts from a model. */
    boolean usesModel(String model) {
        return in(JobStatus.OPEN).stream().anyMatch((job) -> job.model().equals(model));
    }

    /** The job that has waited longest. */
    Optional<Job> nextQueued() {
        return this.client.sql("select * from jobs where status = :status order by queued_at, seq limit 1")
            .param("status", JobStatus.QUEUED.label())
            .query(JobTable::job)
            .optional();
    }

    /**
     * Changes the state of a job.
     * @return whether it was in one of the states before
     */
    boolean change(String id, Collection<JobStatus> from, JobStatus to, Instant now) {
        return change(id, from, to, now, Map.of());
    }

    /**
     * @param values more columns to set
     */
    boolean change(String id, Collection<JobStatus> from, JobStatus to, Instant now,
            Map<String, ? extends @Nullable Object> values) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>(values);
        columns.put("status", to.label());
        switch (to) {
            case QUEUED -> columns.put("queued_at", now.toEpochMilli());
            case RUNNING -> columns.put("started_at", now.toEpochMilli());
            case SUCCEEDED, FAILED, CANCELLED -> columns.put("finished_at", now.toEpochMilli());
            default -> {
            }
        }
        if (to != JobStatus.RUNNING) {
            columns.put("estimated_finish", null);
        }
        String assignments = String.join(", ", columns.keySet().stream().map((name) -> name + " = :" + name).toList());
        JdbcClient.StatementSpec statement = this.client
            .sql("update jobs set " + assignments + " where id = :id and status in (:states)")
            .param("id", id)
            .param("states", labels(from));
        for (Map.Entry<String, @Nullable Object> column : columns.entrySet()) {
            statement = statement.param(column.getKey(), column.getValue());
        }
        return statement.update() > 0;
    }

    /** Queues the jobs of a service that has ended, before all others. */
    void requeueRunning() {
        this.client.sql("update jobs set status = :queued, queued_at = 0 where status = :running")
            .param("queued", JobStatus.QUEUED.label())
            .param("running", JobStatus.RUNNING.label())
            .update();
    }

    void setEstimate(String id, Instant finish) {
        this.client.sql("update jobs set estimated_finish = :finish where id = :id and status = :status")
            .param("finish", finish.toEpochMilli())
            .param("id", id)
            .param("status", JobStatus.RUNNING.label())
            .update();
    }

    private static List<String> labels(Collection<JobStatus> states) {
        return states.stream().map(JobStatus::label).toList();
    }

    private static Job job(ResultSet row, int number) throws SQLException {
        NewJob request = new NewJob(row.getString("model"), row.getString("training_file"),
                row.getString("validation_file"), row.getString("suffix"), row.getLong("seed"),
                JsonColumn.read(row.getString("hyperparameters"), Hyperparameters.class),
                JsonColumn.strings(row.getString("metadata")));
        return new Job(row.getString("id"), request, JobStatus.of(row.getString("status")),
                Instant.ofEpochMilli(row.getLong("created_at")), instant(row, "started_at"),
                instant(row, "finished_at"), instant(row, "estimated_finish"), number(row, "trained_tokens"),
                row.getString("fine_tuned_model"), row.getString("result_file"), error(row));
    }

    private static @Nullable JobError error(ResultSet row) throws SQLException {
        String code = row.getString("error_code");
        return (code != null) ? new JobError(code, row.getString("error_message"), row.getString("error_param")) : null;
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Long millis = number(row, column);
        return (millis != null) ? Instant.ofEpochMilli(millis) : null;
    }

}
