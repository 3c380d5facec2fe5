package io.inkwell.cli.serve;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Suppresses Spring Boot's report of invalid settings. The command prints them in one
 * sentence, like invalid arguments.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class SettingExceptionReporter implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
        return InvalidSetting.describe(failure).isPresent();
    }

}
