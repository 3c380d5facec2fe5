package io.inkwell.cli.serve;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import io.inkwell.registry.ModelSource;

/**
 * The {@code serve} options of one command line, and the settings that they set.
 */
final class ServeOptions {

    private final Map<ServeOption, OptionSpec> specs = new EnumMap<>(ServeOption.class);

    private final PositionalParamSpec model = PositionalParamSpec.builder()
        .index("0")
        .arity("0..1")
        .type(String.class)
        .paramLabel("<model>")
        .description("As --model: a folder, the id of a model of the Hugging Face hub, or embedded.")
        .build();

    void addTo(CommandSpec command) {
        command.addPositional(this.model);
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
        String model = this.model.getValue();
        if (model != null) {
            all.add(model(model, settings, command).argument());
        }
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

    private SettingArgument model(String model, List<String> settings, CommandLine command) {
        // Other words are misplaced or misspelled commands.
        boolean isModel = model.equals(ModelSource.EMBEDDED) || model.contains("/")
                || Files.isDirectory(Path.of(model));
        if (model.startsWith("-") || !isModel) {
            throw new UnmatchedArgumentException(command, List.of(model));
        }
        OptionSpec option = Objects.requireNonNull(this.specs.get(ServeOption.MODEL));
        if (option.getValue() != null) {
            throw new ParameterException(command, "'" + model + "' and --model name two models; give only one");
        }
        SettingArgument setting = new SettingArgument(ServeOption.MODEL.setting(), model);
        check(ServeOption.MODEL, setting, settings, command);
        return setting;
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
