package io.inkwell.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
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

import io.inkwell.bench.BenchReport;
import io.inkwell.error.ServiceException;

/** Where the figures of a load go, beside the terminal. */
final class ReportOptions {

    /** They change nothing that is measured; and an API key is nobody's business. */
    private static final Set<String> UNTOLD = Set.of("--help", "--version", "--api-key", "--json", "--debug");

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(names = "--json", paramLabel = "<file>",
            description = "Write the figures, the arguments and the machine to a file.")
    private @Nullable Path file;

    /**
     * @throws ServiceException if the file cannot be written; better now than after the
     * load
     */
    void check() {
        if (this.file != null) {
            Path folder = this.file.toAbsolutePath().getParent();
            ServiceException.require(folder != null && Files.isWritable(folder) && !Files.isDirectory(this.file),
                    "--json", "a file in a folder that can be written to", this.file);
        }
    }

    void write(String target, BenchReport report) throws IOException {
        if (this.file != null) {
            new ReportFile(target, arguments(), report).write(this.file);
        }
    }

    /** Every option's value, given or by default, by its name without the dashes. */
    private Map<String, Object> arguments() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (OptionSpec option : Objects.requireNonNull(this.command).options()) {
            Object value = option.getValue();
            if (value != null && !UNTOLD.contains(option.longestName())) {
                boolean isPlain = value instanceof Number || value instanceof Boolean;
                arguments.put(option.longestName().substring(2), isPlain ? value : value.toString());
            }
        }
        return arguments;
    }

}
