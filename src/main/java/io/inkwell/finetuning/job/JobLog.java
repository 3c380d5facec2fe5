package io.inkwell.finetuning.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.inkwell.error.ServiceException;
import io.inkwell.finetuning.Page;
import io.inkwell.finetuning.PageRequest;
import io.inkwell.finetuning.RandomIds;

/** The tables of what happened in jobs: events and checkpoints. */
final class JobLog {

    private final JdbcClient client;

    private final RandomIds ids;

    private final InstantSource clock;

    private final CommitOrder order = new CommitOrder();

    JobLog(JdbcClient client, RandomIds ids, InstantSource clock) {
        this.client = client;
        this.ids = ids;
        this.clock = clock;
    }

    void add(String job, JobEvent.Level level, String message, @Nullable Map<String, Object> data) {
        this.order.insert(() -> insert(job, level, message, data));
    }

    private void insert(String job, JobEvent.Level level, String message, @Nullable Map<String, Object> data) {
        this.client.sql("""
                insert into job_events (id, job_id, created_at, level, type, message, data)
                values (:id, :job, :createdAt, :level, :type, :message, :data)""")
            .param("id", this.ids.next("ftevent"))
            .param("job", job)
            .param("createdAt", this.clock.instant().toEpochMilli())
            .param("level", level.label())
            .param("type", (data != null) ? "metrics" : "message")
            .param("message", message)
            .param("data", (data != null) ? JsonColumn.write(data) : null)
            .update();
    }

    /** The newest first. */
    Page<JobEvent> events(String job, PageRequest page) {
        requireAfter("job_events", job, page);
        List<JobEvent> found = this.client.sql("""
                select * from job_events where job_id = :job and (cast(:after as varchar) is null
                    or seq < (select seq from job_events where id = :after)) order by seq desc limit :limit""")
            .param("job", job)
            .param("after", page.after())
            .param("limit", page.limit() + 1)
            .query(JobLog::event)
            .list();
        return Page.of(found, page.limit());
    }

    /** The events after a position, the oldest first. */
    List<JobEvent> eventsAfter(String job, long seq, int limit) {
        return this.client.sql("select * from job_events where job_id = :job and seq > :seq order by seq limit :limit")
            .param("job", job)
            .param("seq", seq)
            .param("limit", limit)
            .query(JobLog::event)
            .list();
    }

    /** Adds a checkpoint; one of the same step replaces it, as after a resumed run. */
    void addCheckpoint(String job, long step, String model, Map<String, Object> metrics) {
        this.client.sql("delete from job_checkpoints where job_id = :job and step = :step")
            .param("job", job)
            .param("step", step)
            .update();
        this.client.sql("""
                insert into job_checkpoints (id, job_id, created_at, step, model, metrics)
                values (:id, :job, :createdAt, :step, :model, :metrics)""")
            .param("id", this.ids.next("ftckpt"))
            .param("job", job)
            .param("createdAt", this.clock.instant().toEpochMilli())
            .param("step", step)
            .param("model", model)
            .param("metrics", JsonColumn.write(metrics))
            .update();
    }

    /** The newest first. */
    Page<JobCheckpoint> checkpoints(String job, PageRequest page) {
        requireAfter("job_checkpoints", job, page);
        List<JobCheckpoint> found = this.client.sql("""
                select * from job_checkpoints where job_id = :job and (cast(:after as varchar) is null
                    or seq < (select seq from job_checkpoints where id = :after)) order by seq desc limit :limit""")
            .param("job", job)
            .param("after", page.after())
            .param("limit", page.limit() + 1)
            .query((row, number) -> new JobCheckpoint(row.getString("id"), createdAt(row), row.getLong("step"),
                    row.getString("model"), JsonColumn.map(row.getString("metrics"))))
            .list();
        return Page.of(found, page.limit());
    }

    /** Deletes the events and the checkpoints of a job. */
    void delete(String job) {
        this.client.sql("delete from job_events where job_id = :job").param("job", job).update();
        this.client.sql("delete from job_checkpoints where job_id = :job").param("job", job).update();
    }

    private void requireAfter(String table, String job, PageRequest page) {
        if (page.after() != null
                && this.client.sql("select count(*) from " + table + " where id = :id and job_id = :job")
                    .param("id", page.after())
                    .param("job", job)
                    .query(Integer.class)
                    .single() == 0) {
            throw ServiceException.invalid("after",
                    "after must be the id of an entry of this list; given: another string");
        }
    }

    private static JobEvent event(ResultSet row, int number) throws SQLException {
        String data = row.getString("data");
        return new JobEvent(row.getLong("seq"), row.getString("id"), createdAt(row),
                JobEvent.Level.valueOf(row.getString("level").toUpperCase(Locale.ROOT)), row.getString("message"),
                (data != null) ? JsonColumn.map(data) : null);
    }

    private static Instant createdAt(ResultSet row) throws SQLException {
        return Instant.ofEpochMilli(row.getLong("created_at"));
    }

}
