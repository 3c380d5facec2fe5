package io.inkwell.startup;

import java.io.IOException;

import io.inkwell.error.FileProblem;
import io.inkwell.settings.SettingException;

/** The model that the settings name is not there, or not one that can be served. */
class UnusableModelException extends SettingException {

    UnusableModelException(String model, IOException cause) {
        super("inkwell.model: \"%s\" cannot be served: %s".formatted(model, reason(model, cause)), "", cause);
    }

    // The folder's own name need not stand there twice.
    private static String reason(String model, IOException cause) {
        String reason = FileProblem.describe(cause);
        return reason.startsWith(model + ": ") ? reason.substring(model.length() + 2) : reason;
    }

}
