package io.inkwell.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/** Prints in one line what went wrong, and chooses the exit code. */
final class CommandFailures implements IParameterExceptionHandler, IExecutionExceptionHandler {

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        String message = (failure instanceof UnmatchedArgumentException unmatched) ? WrongArgument.describe(unmatched)
                : failure.getMessage();
        command.getErr().println("inkwell: " + message);
        command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
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
        err.println("inkwell: " + message(failure));
        return isWrongOption(failure) ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }

    private static boolean isWrongOption(Exception failure) {
        return failure instanceof ServiceException refused
                && (refused.kind() == ErrorKind.INVALID_REQUEST || refused.kind() == ErrorKind.CONTEXT_LENGTH_EXCEEDED);
    }

    // Some messages of the file system are a bare path.
    private static String message(Throwable failure) {
        if (failure instanceof UncheckedIOException && failure.getCause() != null) {
            return message(failure.getCause());
        }
        if (failure instanceof NoSuchFileException missing) {
            return missing.getFile() + ": there is no such file";
        }
        String message = failure.getMessage();
        return (message == null || failure instanceof FileSystemException) ? failure.toString() : message;
    }

}
