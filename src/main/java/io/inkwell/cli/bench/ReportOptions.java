package io.inkwell.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.inkwell.error.ServiceException;

/** Options for the report file. */
final class ReportOptions {

    /** Options that do not affect the result, or are secret. */
    private static final Set<String> EXCLUDED = Set.of("--help", "--version", "--api-key", "--json", "--debug");

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(names = "--json", paramLabel = "<file>",
            description = "Write the results, the options and the machine to a JSON file.")
    private @Nullable Path file;

    /**
     * @throws ServiceException if the file is not writable; checked before the load test
     */
    void check() {
        OutputFile.require("--json", this.file);
    }

    /**
     * @param results a record, whose components become the fields of {@code results}
     */
    void write(String target, Record results) throws IOException {
        if (this.file != null) {
            new ReportFile(target, arguments(), results).write(this.file);
        }
    }

    /** The value of every option, including defaults, by name without dashes. */
    private Map<String, Object> arguments() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (OptionSpec option : Objects.requireNonNull(this.command).options()) {
            Object value = option.getValue();
            if (value != null && !EXCLUDED.contains(option.longestName())) {
                boolean isPlain = value instanceof Number || value instanceof Boolean;
                arguments.put(option.longestName().substring(2), isPlain ? value : value.toString());
            }
        }
        return arguments;
    }

}
