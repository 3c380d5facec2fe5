package io.inkwell;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Captures the log of a class while open, whatever earlier tests did to logging. Programs
 * under test may have disabled it, and failed starts leave filters that deny everything.
 */
public final class LogLines implements AutoCloseable {

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    private final Logger logger;

    private LogLines(Class<?> type) {
        LoggingSystem.get(LogLines.class.getClassLoader()).cleanUp();
        this.logger = (Logger) LoggerFactory.getLogger(type);
        this.logger.getLoggerContext().resetTurboFilterList();
        this.logger.setLevel(Level.INFO);
        this.lines.start();
        this.logger.addAppender(this.lines);
    }

    public static LogLines of(Class<?> type) {
        return new LogLines(type);
    }

    public List<ILoggingEvent> events() {
        return List.copyOf(this.lines.list);
    }

    public List<String> messages() {
        return events().stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Override
    public void close() {
        this.logger.detachAppender(this.lines);
        this.logger.setLevel(null);
    }

}
