package io.inkwell.cli.serve;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * The {@code serve} options of one command line, and the settings that they set.
 */
final class ServeOptions {

    private final Map<ServeOption, OptionSpec> specs = new EnumMap<>(ServeOption.class);

    void addTo(CommandSpec command) {
        for (ServeOption option : ServeOption.values()) {
            OptionSpec spec = OptionSpec.builder(option.option())
                .type(String.class)
                .paramLabel(option.label())
                .description(option.description())
                .build();
            this.specs.put(option, spec);
            command.addOption(spec);
        }
    }

    /**
     * The given options as Spring Boot arguments.
     * @param settings settings in Spring Boot's syntax
     * @throws ParameterException if a value is invalid or given twice
     */
    List<String> settings(List<String> settings, CommandLine command) {
        List<String> all = new ArrayList<>(settings);
        this.specs.forEach((option, spec) -> {
            String value = spec.getValue();
            if (value != null) {
                SettingArgument setting = new SettingArgument(option.setting(), value);
                check(option, setting, settings, command);
                all.add(setting.argument());
            }
        });
        return all;
    }

    private static void check(ServeOption option, SettingArgument setting, List<String> settings, CommandLine command) {
        if (setting.value().isBlank()) {
            throw new ParameterException(command, option.option() + " must not be empty");
        }
        if (settings.stream().map(SettingArgument::parse).anyMatch(setting::hasSameName)) {
            throw new ParameterException(command,
                    option.option() + " and --" + option.setting() + " set the same setting; give only one");
        }
        setting.problem(option.option()).ifPresent((problem) -> {
            throw new ParameterException(command, problem);
        });
    }

}
