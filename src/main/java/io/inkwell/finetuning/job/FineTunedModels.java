package io.inkwell.finetuning.job;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.finetuning.Database;
import io.inkwell.finetuning.FineTuningFolder;

/**
 * The models and adapters that jobs have made. Each is loaded on request. Thread-safe.
 */
public final class FineTunedModels {

    private static final Logger logger = LoggerFactory.getLogger(FineTunedModels.class);

    private static final long POLL_MILLIS = 100;

    private static final int MAX_POLLS = 50;

    private final Database database;

    private final JdbcClient client;

    private final FineTuningFolder folder;

    private final ServedModels served;

    private final Predicate<String> isInUse;

    private final Executor executor;

    private final InstantSource clock;

    /**
     * @param isInUse whether a job that has not ended starts from a model
     * @param executor deletes folders
     */
    FineTunedModels(Database database, FineTuningFolder folder, ServedModels served, Predicate<String> isInUse,
            Executor executor, InstantSource clock) {
        this.database = database;
        this.client = database.client();
        this.folder = folder;
        this.served = served;
        this.isInUse = isInUse;
        this.executor = executor;
        this.clock = clock;
    }

    /** Serves the models of earlier jobs, those of adapters before the adapters. */
    void serveAll() {
        this.client.sql("select * from models order by seq").query(FineTunedModels::model).list().forEach(this::serve);
    }

    private static FineTunedModel model(ResultSet row, int number) throws SQLException {
        return new FineTunedModel(row.getString("name"), row.getString("job_id"), row.getString("base"));
    }

    /** Adds the row of a model. */
    void insert(FineTunedModel model) {
        this.client.sql("""
                insert into models (name, job_id, base, created_at) values (:name, :job, :base, :createdAt)""")
            .param("name", model.name())
            .param("job", model.job())
            .param("base", model.base())
            .param("createdAt", this.clock.instant().toEpochMilli())
            .update();
    }

    /** Serves a model from now on. */
    void serve(FineTunedModel model) {
        try {
            this.served.add(model.name(), model.base(), this.folder.job(model.job()));
        }
        catch (ServiceException ex) {
            logger.error("Cannot serve {}: {}", model.name(), ex.getMessage());
        }
    }

    boolean hasModel(String job) {
        return this.client.sql("select count(*) from models where job_id = :job")
            .param("job", job)
            .query(Integer.class)
            .single() > 0;
    }

    /**
     * Deletes a model: it gets no more requests, and its folder goes when those that run
     * have ended. Waits some seconds for them.
     * @throws ServiceException if no job has made it, a job starts from it, or it is the
     * base of adapters
     */
    public void delete(String name) {
        FineTunedModel model = find(name).orElseGet(() -> findServed(name));
        if (this.isInUse.test(model.name())) {
            throw new ServiceException(ErrorKind.CONFLICT,
                    "the model is used by a fine-tuning job that has not ended; cancel the job or wait for its end",
                    "model");
        }
        List<String> adapters = this.client.sql("select name from models where base = :name order by seq")
            .param("name", model.name())
            .query(String.class)
            .list();
        if (!adapters.isEmpty()) {
            throw new ServiceException(ErrorKind.CONFLICT,
                    "the model is the base of the adapters " + adapters + "; delete them first", "model");
        }
        this.database.inTransaction(
                () -> this.client.sql("delete from models where name = :name").param("name", model.name()).update());
        this.served.remove(model.name(), model.base());
        logger.info("Deleted the fine-tuned model {}", model.name());
        awaitRemoval(model.name());
        deleteLater(model.name(), model.job());
    }

    private FineTunedModel findServed(String name) {
        String id = this.served.idOf(name);
        return find(id).orElseThrow(() -> ServedModels.notMade(id));
    }

    private Optional<FineTunedModel> find(String name) {
        return this.client.sql("select * from models where name = :name")
            .param("name", name)
            .query(FineTunedModels::model)
            .optional();
    }

    private void deleteLater(String name, String job) {
        try {
            this.executor.execute(() -> deleteFolder(name, job));
        }
        catch (RejectedExecutionException ex) {
            // The service shuts down; the next start deletes the folder.
        }
    }

    /** So that the client does not find the model in the next list. */
    private void awaitRemoval(String name) {
        try {
            for (int i = 0; i < MAX_POLLS && this.served.has(name); i++) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private void deleteFolder(String name, String job) {
        try {
            if (this.served.has(name)) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                // Behind the files that wait to be read.
                deleteLater(name, job);
            }
            else {
                FileSystemUtils.deleteRecursively(this.folder.job(job));
            }
        }
        catch (InterruptedException ex) {
            // The next start deletes the folder.
            Thread.currentThread().interrupt();
        }
        catch (IOException ex) {
            logger.warn("Cannot delete the folder of the model {}; the next start tries again", name, ex);
        }
    }

}
