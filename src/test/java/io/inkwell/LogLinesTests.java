package io.inkwell;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LoggingSystem;

import static org.assertj.core.api.Assertions.assertThat;

class LogLinesTests {

    @Test
    void captureLogsAfterFailedStarts() {
        LoggingSystem spring = LoggingSystem.get(getClass().getClassLoader());
        spring.cleanUp();
        spring.beforeInitialize();
        spring.beforeInitialize();

        try (LogLines log = LogLines.of(LogLinesTests.class)) {
            LoggerFactory.getLogger(LogLinesTests.class).info("heard");

            assertThat(log.messages()).containsExactly("heard");
        }
    }

}
