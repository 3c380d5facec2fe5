package io.inkwell.finetuning.job;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Predicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.finetuning.Database;
import io.inkwell.finetuning.FineTuningFolder;
import io.inkwell.registry.ModelRegistry;
import io.inkwell.registry.ModelSpec;
import io.inkwell.registry.ModelStatus;

/** The models that jobs have made. Each is loaded on request. Thread-safe. */
public final class FineTunedModels {

    private static final Logger logger = LoggerFactory.getLogger(FineTunedModels.class);

    private static final long POLL_MILLIS = 100;

    private static final int MAX_POLLS = 50;

    private final Database database;

    private final JdbcClient client;

    private final FineTuningFolder folder;

    private final ModelRegistry registry;

    private final BiFunction<String, Path, ModelSpec> specs;

    private final Predicate<String> isInUse;

    private final Executor executor;

    private final InstantSource clock;

    /**
     * @param specs creates the description of a model from its name and its folder
     * @param isInUse whether a job that has not ended starts from a model
     * @param executor deletes folders
     */
    FineTunedModels(Database database, FineTuningFolder folder, ModelRegistry registry,
            BiFunction<String, Path, ModelSpec> specs, Predicate<String> isInUse, Executor executor,
            InstantSource clock) {
        this.database = database;
        this.client = database.client();
        this.folder = folder;
        this.registry = registry;
        this.specs = specs;
        this.isInUse = isInUse;
        this.executor = executor;
        this.clock = clock;
    }

    /** Serves the models of earlier jobs. */
    void serveAll() {
        this.client.sql("select name, job_id from models order by seq")
            .query((row, number) -> List.of(row.getString("name"), row.getString("job_id")))
            .list()
            .forEach((model) -> serve(model.get(0), model.get(1)));
    }

    /** Adds the row of a model. */
    void insert(String name, String job) {
        this.client.sql("insert into models (name, job_id, created_at) values (:name, :job, :createdAt)")
            .param("name", name)
            .param("job", job)
            .param("createdAt", this.clock.instant().toEpochMilli())
            .update();
    }

    /** Serves a model from now on. */
    void serve(String name, String job) {
        try {
            this.registry.addOnDemand(this.specs.apply(name, this.folder.job(job)));
        }
        catch (ServiceException ex) {
            logger.error("Cannot serve {}: {}", name, ex.getMessage());
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
     * @throws ServiceException if no job has made it, or a job starts from it
     */
    public void delete(String name) {
        Optional<String> job = this.client.sql("select job_id from models where name = :name")
            .param("name", name)
            .query(String.class)
            .optional();
        if (job.isEmpty()) {
            ModelStatus other = this.registry.status(name);
            throw new ServiceException(ErrorKind.FORBIDDEN,
                    "model must be one that a fine-tuning job has made; given: \"" + other.name()
                            + "\", which the operator of the service has added",
                    "model");
        }
        if (this.isInUse.test(name)) {
            throw new ServiceException(ErrorKind.CONFLICT,
                    "the model is used by a fine-tuning job that has not ended; cancel the job or wait for its end",
                    "model");
        }
        this.database
            .inTransaction(() -> this.client.sql("delete from models where name = :name").param("name", name).update());
        try {
            this.registry.remove(name);
        }
        catch (ServiceException ex) {
            // It could not be served.
        }
        logger.info("Deleted the fine-tuned model {}", name);
        awaitRemoval(name);
        deleteLater(name, job.get());
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
            for (int i = 0; i < MAX_POLLS && isServed(name); i++) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isServed(String name) {
        return this.registry.statuses().stream().anyMatch((status) -> status.name().equals(name));
    }

    private void deleteFolder(String name, String job) {
        try {
            if (isServed(name)) {
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
