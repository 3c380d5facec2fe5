package io.inkwell.cli.local;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.StandardEnvironment;

/** The log of a command that does not start the service. */
public final class CommandLog {

    private CommandLog() {
    }

    /**
     * Configures the log as {@link LocalService#start} does: on the error stream, because
     * standard output belongs to the command.
     * @param debug whether to show everything
     */
    public static void start(boolean debug) {
        System.setOut(System.err);
        LoggingSystem logging = LoggingSystem.get(CommandLog.class.getClassLoader());
        logging.beforeInitialize();
        logging.initialize(new LoggingInitializationContext(new StandardEnvironment()), null, null);
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        // Warns on every machine without a GPU.
        logging.setLogLevel("ai.djl.util.cuda", LogLevel.ERROR);
        logging.setLogLevel("io.inkwell", debug ? LogLevel.DEBUG : LogLevel.WARN);
        LocalService.PROGRESS.forEach((logger) -> logging.setLogLevel(logger, debug ? LogLevel.DEBUG : LogLevel.INFO));
    }

}
