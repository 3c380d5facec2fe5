package io.inkwell.cli;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Keeps Spring Boot from a report of wrong settings: the command tells of them, as of its
 * wrong arguments.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class SettingFailures implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
        return WrongSetting.describe(failure).isPresent();
    }

}
