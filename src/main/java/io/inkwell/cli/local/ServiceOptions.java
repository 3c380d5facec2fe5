package io.inkwell.cli.local;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that loads a model. */
public final class ServiceOptions {

    public static final String DEBUG = "--debug";

    @Option(names = "--model", paramLabel = "<model>",
            description = "Folder with a GPT-2 checkpoint, or the id of a model of the Hugging Face hub "
                    + "(--inkwell.model). Default: the embedded model.")
    private @Nullable String model;

    @Option(names = DEBUG, description = "Show the log and stack traces.")
    private boolean debug;

    /** The settings that the options set. */
    public Map<String, String> settings() {
        return settings(this.model, this.debug);
    }

    /** The settings for given option values. */
    public static Map<String, String> settings(@Nullable String model, boolean debug) {
        Map<String, String> settings = new HashMap<>();
        if (model != null) {
            settings.put("inkwell.model", model);
        }
        if (debug) {
            settings.put("logging.level.io.inkwell", "debug");
        }
        return settings;
    }

}
