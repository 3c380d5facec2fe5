package io.inkwell.cli.generate;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completion options of one command line. */
final class CompletionOptions {

    private final Map<CompletionOption, OptionSpec> specs = new EnumMap<>(CompletionOption.class);

    /** Adds the options to a command, in sections. */
    void addTo(CommandSpec command) {
        int order = 0;
        for (CompletionOption.Section section : CompletionOption.Section.values()) {
            ArgGroupSpec.Builder group = ArgGroupSpec.builder()
                .validate(false)
                .order(order++)
                .heading("%n" + section.heading() + "%n");
            for (CompletionOption option : CompletionOption.values()) {
                if (option.section() == section) {
                    group.addArg(this.specs.computeIfAbsent(option, CompletionOptions::spec));
                }
            }
            command.addArgGroup(group.build());
        }
    }

    private static OptionSpec spec(CompletionOption option) {
        OptionSpec.Builder spec = OptionSpec.builder(option.option())
            .paramLabel(option.label())
            .description(option.description());
        return option.value().applyTo(spec).build();
    }

    /** The given options, by field name. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        this.specs.forEach((option, spec) -> {
            Object value = spec.getValue();
            if (value != null) {
                fields.put(option.field(), value);
            }
        });
        return fields;
    }

}
