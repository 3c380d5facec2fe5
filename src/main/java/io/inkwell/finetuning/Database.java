package io.inkwell.finetuning;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.Supplier;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database of files and jobs: H2 in a file, or PostgreSQL. Both get the same SQL.
 * Calls block; they never run on event loops. Thread-safe.
 */
public final class Database implements AutoCloseable {

    /**
     * One for each thread that calls, because a writer of events can wait for another one
     * while it has a connection: four for requests, two for jobs, two spare.
     */
    private static final int MAX_CONNECTIONS = 8;

    private static final long CONNECTION_TIMEOUT_MILLIS = 10_000;

    private final HikariDataSource connections;

    private final JdbcClient client;

    private final TransactionTemplate transactions;

    private final boolean isEmbedded;

    private Database(HikariDataSource connections, boolean isEmbedded) {
        this.connections = connections;
        this.isEmbedded = isEmbedded;
        this.client = JdbcClient.create(connections);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(connections));
    }

    /**
     * Opens a database and brings its tables up to date.
     * @param url a JDBC URL; null for H2 in the folder
     * @throws RuntimeException if it cannot be reached, or has tables of a newer version
     */
    public static Database open(FineTuningFolder folder, @Nullable String url, @Nullable String username,
            @Nullable String password) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("fine-tuning");
        config.setMaximumPoolSize(MAX_CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        config.setJdbcUrl((url != null) ? url : embedded(folder));
        config.setUsername((username != null) ? username : "");
        config.setPassword((password != null) ? password : "");
        requireReachable(config);
        HikariDataSource connections = new HikariDataSource(config);
        try {
            Flyway.configure(Database.class.getClassLoader())
                .dataSource(connections)
                .locations("classpath:io/inkwell/finetuning/migration")
                .table("inkwell_schema")
                .loggers("slf4j")
                .load()
                .migrate();
            return new Database(connections, url == null);
        }
        catch (RuntimeException ex) {
            connections.close();
            throw ex;
        }
    }

    /**
     * The URL of H2 in a folder, whose name has no semicolon: that starts a setting. With
     * {@code file:}, the interrupt of a thread that reads or writes closes H2.
     */
    private static String embedded(FineTuningFolder folder) {
        return "jdbc:h2:async:" + folder.database() + ";MODE=PostgreSQL;DB_CLOSE_ON_EXIT=FALSE";
    }

    /** The pool would print a stack trace, and hide the reason in its own message. */
    private static void requireReachable(HikariConfig config) {
        try {
            DriverManager.getConnection(config.getJdbcUrl(), config.getUsername(), config.getPassword()).close();
        }
        catch (SQLException ex) {
            throw new DataAccessResourceFailureException(String.valueOf(ex.getMessage()), ex);
        }
    }

    /** Whether a failure may be over when the same call is made again. */
    public static boolean isOutage(Throwable failure) {
        return failure instanceof DataAccessResourceFailureException || failure instanceof TransientDataAccessException
                || failure instanceof RecoverableDataAccessException || failure instanceof TransactionException;
    }

    public JdbcClient client() {
        return this.client;
    }

    /**
     * Runs statements of which all or none take effect. What they have changed is on the
     * disk when this returns.
     */
    public <T> T inTransaction(Supplier<T> statements) {
        T result = this.transactions.execute((status) -> statements.get());
        if (this.isEmbedded) {
            // H2 writes up to half a second later, and kill -9 would undo the changes.
            this.client.sql("checkpoint sync").update();
        }
        return result;
    }

    @Override
    public void close() {
        this.connections.close();
    }

}
