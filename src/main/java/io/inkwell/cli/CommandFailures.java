package io.inkwell.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Optional;

import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import io.inkwell.cli.local.ServiceOptions;
import io.inkwell.cli.serve.InvalidArgument;
import io.inkwell.cli.serve.InvalidSetting;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.FileProblem;
import io.inkwell.error.ServiceException;

/** Prints errors in one line and selects the exit code. */
final class CommandFailures implements IParameterExceptionHandler, IExecutionExceptionHandler {

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        command.getErr().println("inkwell: " + message(failure));
        command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static String message(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return InvalidArgument.describe(unmatched);
        }
        boolean isHelp = failure.getArgSpec() == null && failure.getValue() != null;
        return isHelp ? InvalidArgument.unknownCommand(failure.getValue(), failure.getCommandLine())
                : String.valueOf(failure.getMessage());
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof ParameterException wrong) {
            return handleParseException(wrong, new String[0]);
        }
        PrintWriter err = command.getErr();
        if (command.getParseResult().hasMatchedOption(ServiceOptions.DEBUG)) {
            failure.printStackTrace(err);
        }
        Optional<String> setting = InvalidSetting.describe(failure);
        err.println("inkwell: " + setting.orElseGet(() -> message(failure)));
        return (setting.isPresent() || isWrongOption(failure)) ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }

    private static boolean isWrongOption(Exception failure) {
        return failure instanceof ServiceException rejected && (rejected.kind() == ErrorKind.INVALID_REQUEST
                || rejected.kind() == ErrorKind.CONTEXT_LENGTH_EXCEEDED);
    }

    private static String message(Throwable failure) {
        if (failure instanceof UncheckedIOException && failure.getCause() != null) {
            return message(failure.getCause());
        }
        if (failure instanceof FileSystemException file) {
            return FileProblem.describe(file);
        }
        return (failure.getMessage() != null) ? failure.getMessage() : failure.toString();
    }

}
