package io.inkwell;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Raises Awaitility's timeout to minutes, because a loaded machine can be slow.
 */
public final class PatientWaits implements BeforeAllCallback {

    private static final Duration FAILSAFE = Duration.ofMinutes(5);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(FAILSAFE);
    }

}
