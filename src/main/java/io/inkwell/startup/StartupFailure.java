package io.inkwell.startup;

import java.io.IOException;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.chat.ChatTemplateException;
import io.inkwell.error.FileProblem;
import io.inkwell.error.ServiceException;
import io.inkwell.registry.InsufficientMemoryException;
import io.inkwell.settings.SettingException;

/** Settings that are valid by themselves, but with which the service cannot start. */
final class StartupFailure extends SettingException {

    private StartupFailure(String message, String advice, @Nullable Exception cause) {
        super(message, advice, cause);
    }

    static StartupFailure model(String model, IOException cause) {
        return new StartupFailure("inkwell.model: \"%s\" cannot be served: %s".formatted(model, reason(model, cause)),
                "", cause);
    }

    /**
     * @param problems one for each model of the settings
     */
    static StartupFailure models(List<String> problems) {
        return new StartupFailure("inkwell.models: none of the models can be served: " + String.join("; ", problems),
                "", null);
    }

    // The message already names the folder.
    private static String reason(String model, IOException cause) {
        String reason = FileProblem.describe(cause);
        return reason.startsWith(model + ": ") ? reason.substring(model.length() + 2) : reason;
    }

    static StartupFailure chatTemplate(String setting, ChatTemplateException cause) {
        return new StartupFailure(
                "inkwell.chat-template: \"%s\" cannot be used: %s".formatted(setting, cause.getMessage()), """
                        Set inkwell.chat-template to another template file, or to "transcript" for a plain \
                        transcript.""", cause);
    }

    static StartupFailure apiKeys(@Nullable String file, Exception cause) {
        return new StartupFailure(
                "inkwell.security.api-keys-file: \"%s\" cannot be used: %s".formatted(file, cause.getMessage()), """
                        Set inkwell.security.api-keys-file to a YAML list of keys. "java -jar inkwell.jar keys \
                        create" prints an entry. An empty file is an empty list.""", cause);
    }

    static StartupFailure fineTuning(String folder, IOException cause) {
        return new StartupFailure(
                "inkwell.fine-tuning.folder: \"%s\" cannot be used: %s".formatted(folder, FileProblem.describe(cause)),
                "Set inkwell.fine-tuning.folder to a folder that this user may write and that no other service uses.",
                cause);
    }

    /** A database in the folder, or at a URL, which may hold a password. */
    static StartupFailure fineTuningDatabase(String folder, boolean hasUrl, RuntimeException cause) {
        if (hasUrl) {
            return new StartupFailure(
                    "inkwell.fine-tuning.database.url: the database cannot be used: " + cause.getMessage(), """
                            Set inkwell.fine-tuning.database.url, username and password to those of a PostgreSQL that \
                            this service can reach, or leave them out to keep the database in the folder.""", cause);
        }
        return new StartupFailure(
                "inkwell.fine-tuning.folder: the database in \"%s\" cannot be opened: %s".formatted(folder,
                        cause.getMessage()),
                """
                        Restore the file database.mv.db in the folder from a backup, or move the folder away to start \
                        without its files, jobs and models.""", cause);
    }

    static StartupFailure devices(IllegalArgumentException cause) {
        return new StartupFailure(cause.getMessage() + ".", """
                Set inkwell.devices to "auto" or "cpu", or start the service with a driver and a PyTorch for CUDA.""",
                cause);
    }

    static StartupFailure libraries(IOException cause) {
        return new StartupFailure(FileProblem.describe(cause) + ".", "", cause);
    }

    static StartupFailure adapter(String given, ServiceException cause) {
        return new StartupFailure(
                "inkwell.adapters.load: \"%s\" cannot be loaded: %s".formatted(given, cause.getMessage()), "", cause);
    }

    static StartupFailure memory(InsufficientMemoryException cause) {
        return new StartupFailure(cause.getMessage() + ".", """
                Give the container more memory, or reduce the Java heap: JAVA_TOOL_OPTIONS=-Xmx128m. Weights take half \
                as much memory in float16 as in float32, and a quarter in int8 (inkwell.precision). On a CUDA device, \
                stop other programs, or lower inkwell.kv-cache.size or inkwell.replicas.""", cause);
    }

}
