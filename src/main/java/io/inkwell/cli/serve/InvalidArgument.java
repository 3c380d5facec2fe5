package io.inkwell.cli.serve;

import java.util.Optional;

import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;

import io.inkwell.error.NearestName;

/** Describes unknown arguments and suggests corrections. */
public final class InvalidArgument {

    private final String argument;

    private final CommandLine command;

    private InvalidArgument(String argument, CommandLine command) {
        this.argument = argument;
        this.command = command;
    }

    /** Describes the first unknown argument in one line. */
    public static String describe(UnmatchedArgumentException failure) {
        InvalidArgument wrong = new InvalidArgument(failure.getUnmatched().get(0), failure.getCommandLine());
        return failure.isUnknownOption() ? wrong.option() : wrong.positional();
    }

    /** Describes an unknown command in a request for help. */
    public static String unknownCommand(String name, CommandLine command) {
        return new InvalidArgument(name, command).positional();
    }

    private String option() {
        String name = name();
        if (this.command.getCommandSpec().optionsMap().containsKey(name)) {
            return "unexpected argument '" + this.argument + "': no options are allowed after --";
        }
        String text = "unknown option '" + this.argument + "'";
        if (name.startsWith("-D")) {
            return text + ". Java options come before -jar; here it is --" + this.argument.substring(2);
        }
        return text
                + nearestOption(name, this.command).or(() -> setting(name)).map(InvalidArgument::question).orElse("");
    }

    private String positional() {
        boolean takesText = !this.command.getCommandSpec().positionalParameters().isEmpty() && !isServe();
        if (takesText) {
            return "unexpected argument '" + this.argument + "'. Quote a prompt of several words.";
        }
        CommandLine serve = this.command.getSubcommands().getOrDefault(ServeCommand.NAME, this.command);
        String text = this.command.getSubcommands().isEmpty() ? "unexpected argument '" : "unknown command '";
        return text + this.argument + "'"
                + NearestName.to(this.argument, this.command.getSubcommands().keySet())
                    .or(() -> nearestOption("--" + name(), serve))
                    .map(InvalidArgument::question)
                    .orElse(advice(serve));
    }

    /** The argument without its value. */
    private String name() {
        return this.argument.replaceFirst("(?s)=.*", "");
    }

    private static Optional<String> nearestOption(String name, CommandLine command) {
        return NearestName.to(name, command.getCommandSpec().optionsMap().keySet());
    }

    private boolean isServe() {
        return this.command.getCommandName().equals(ServeCommand.NAME);
    }

    private String advice(CommandLine serve) {
        CommandLine parent = this.command.getParent();
        if (parent != null && parent.getSubcommands().containsKey(this.argument)) {
            return ". Put the command before its options: inkwell " + this.argument;
        }
        boolean takesModel = serve.getCommandSpec().optionsMap().containsKey(ServeOption.MODEL.option());
        return (takesModel && this.argument.contains("/")) ? question(ServeOption.MODEL.option() + "=" + this.argument)
                : "";
    }

    private static Optional<String> setting(String option) {
        return SettingCatalog.read(InvalidArgument.class.getClassLoader())
            .endingWith(option.replaceFirst("^-+", ""))
            .map((name) -> "--" + name);
    }

    private static String question(String name) {
        return ". Did you mean " + name + "?";
    }

}
