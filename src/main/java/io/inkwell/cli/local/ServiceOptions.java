package io.inkwell.cli.local;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command that runs a model takes beside the settings. */
public final class ServiceOptions {

    public static final String DEBUG = "--debug";

    @Option(names = "--model", paramLabel = "<folder>",
            description = "A folder with a GPT-2 checkpoint, short for --inkwell.model; the embedded model unless given.")
    private @Nullable String model;

    @Option(names = DEBUG, description = "Show the log, and where a failure comes from.")
    private boolean debug;

    /** The settings that the options stand for. */
    public Map<String, String> settings() {
        return settings(this.model, this.debug);
    }

    /** Those that such options stand for wherever they are. */
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
