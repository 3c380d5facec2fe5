package io.inkwell;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets every test wait for minutes before it fails: what it waits for comes, but on a
 * loaded machine not soon.
 */
public final class PatientWaits implements BeforeAllCallback {

    private static final Duration FAILSAFE = Duration.ofMinutes(5);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(FAILSAFE);
    }

}
