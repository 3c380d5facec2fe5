package io.inkwell.cli;

import java.nio.file.Path;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import io.inkwell.error.FileNames;

/** Converts an option to a file or folder. */
final class PathConverter implements ITypeConverter<Path> {

    @Override
    public Path convert(String text) {
        if (text.isEmpty()) {
            throw new TypeConversionException("path must not be empty");
        }
        FileNames.problem(text).ifPresent((problem) -> {
            throw new TypeConversionException(problem);
        });
        return Path.of(text);
    }

}
