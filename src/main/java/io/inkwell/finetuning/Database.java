package io.inkwell.finetuning;

import java.util.function.Supplier;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database of files and jobs: H2 in a file, or PostgreSQL. Both get the same SQL.
 * Calls block; they never run on event loops. Thread-safe.
 */
public final class Database implements AutoCloseable {

    private static final int MAX_CONNECTIONS = 4;

    private static final long CONNECTION_TIMEOUT_MILLIS = 10_000;

    private final HikariDataSource connections;

    private final JdbcClient client;

    private final TransactionTemplate transactions;

    private Database(HikariDataSource connections) {
        this.connections = connections;
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
        config.setJdbcUrl((url != null) ? url
                // Spaces and semicolons are part of H2's syntax, so they are not allowed
                // in the folder's name.
                : "jdbc:h2:file:" + folder.database() + ";MODE=PostgreSQL;DB_CLOSE_ON_EXIT=FALSE");
        config.setUsername((username != null) ? username : "");
        config.setPassword((password != null) ? password : "");
        HikariDataSource connections = new HikariDataSource(config);
        try {
            Flyway.configure(Database.class.getClassLoader())
                .dataSource(connections)
                .locations("classpath:io/inkwell/finetuning/migration")
                .table("inkwell_schema")
                .loggers("slf4j")
                .load()
                .migrate();
            return new Database(connections);
        }
        catch (RuntimeException ex) {
            connections.close();
            throw ex;
        }
    }

    public JdbcClient client() {
        return this.client;
    }

    /** Runs statements of which all or none take effect. */
    public <T> T inTransaction(Supplier<T> statements) {
        return this.transactions.execute((status) -> statements.get());
    }

    @Override
    public void close() {
        this.connections.close();
    }

}
