package io.inkwell.cli.serve;

import java.util.Optional;

import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;

import io.inkwell.error.NearestName;

/** An argument that a command has no use for, and what it was probably meant to be. */
public final class WrongArgument {

    private final String argument;

    private final CommandLine command;

    private WrongArgument(String argument, CommandLine command) {
        this.argument = argument;
        this.command = command;
    }

    /** In one line. */
    public static String describe(UnmatchedArgumentException failure) {
        WrongArgument wrong = new WrongArgument(failure.getUnmatched().get(0), failure.getCommandLine());
        return failure.isUnknownOption() ? wrong.option() : wrong.positional();
    }

    /** What the help is asked for and does not know. */
    public static String unknownCommand(String name, CommandLine command) {
        return new WrongArgument(name, command).positional();
    }

    private String option() {
        String name = name();
        if (this.command.getCommandSpec().optionsMap().containsKey(name)) {
            return "unexpected argument '" + this.argument + "': after -- nothing is an option";
        }
        String text = "unknown option '" + this.argument + "'";
        if (name.startsWith("-D")) {
            return text + ". Options of Java come before -jar; here it is --" + this.argument.substring(2);
        }
        return text + nearestOption(name, this.command).or(() -> setting(name)).map(WrongArgument::question).orElse("");
    }

    private String positional() {
        if (!this.command.getCommandSpec().positionalParameters().isEmpty()) {
            return "unexpected argument '" + this.argument + "'. A prompt of several words needs quotes.";
        }
        CommandLine serve = this.command.getSubcommands().getOrDefault(ServeCommand.NAME, this.command);
        String text = this.command.getSubcommands().isEmpty() ? "unexpected argument '" : "unknown command '";
        return text + this.argument + "'"
                + NearestName.to(this.argument, this.command.getSubcommands().keySet())
                    .or(() -> nearestOption("--" + name(), serve))
                    .map(WrongArgument::question)
                    .orElse(advice(serve));
    }

    /** The argument without a value after it. */
    private String name() {
        return this.argument.replaceFirst("(?s)=.*", "");
    }

    private static Optional<String> nearestOption(String name, CommandLine command) {
        return NearestName.to(name, command.getCommandSpec().optionsMap().keySet());
    }

    private String advice(CommandLine serve) {
        CommandLine parent = this.command.getParent();
        if (parent != null && parent.getSubcommands().containsKey(this.argument)) {
            return ". A command comes first: inkwell " + this.argument;
        }
        boolean takesModel = serve.getCommandSpec().optionsMap().containsKey(ServeOption.MODEL.option());
        return (takesModel && this.argument.contains("/")) ? question(ServeOption.MODEL.option() + "=" + this.argument)
                : "";
    }

    private static Optional<String> setting(String option) {
        return SettingCatalog.read(WrongArgument.class.getClassLoader())
            .endingWith(option.replaceFirst("^-+", ""))
            .map((name) -> "--" + name);
    }

    private static String question(String name) {
        return ". Did you mean " + name + "?";
    }

}
