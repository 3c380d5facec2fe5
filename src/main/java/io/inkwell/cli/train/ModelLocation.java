package io.inkwell.cli.train;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.inkwell.error.FileProblem;
import io.inkwell.error.ServiceException;
import io.inkwell.hub.HubProgress;
import io.inkwell.registry.ModelSource;

/** Finds the model that an option names. */
final class ModelLocation {

    private ModelLocation() {
    }

    /** The same location for a process in another folder. */
    static String absolute(String location) {
        return (!location.equals(ModelSource.EMBEDDED) && Files.isDirectory(Path.of(location)))
                ? Path.of(location).toAbsolutePath().normalize().toString() : location;
    }

    /**
     * @param location a folder, the id of a model of the hub, or {@code embedded}
     * @throws ServiceException if it is a path without a checkpoint
     */
    static ModelSource open(String option, String location, HubProgress downloads) throws IOException {
        try {
            ModelSource source = ModelSource.of(location, downloads);
            source.requireCheckpoint();
            return source;
        }
        catch (FileSystemException ex) {
            String problem = FileProblem.describe(ex);
            throw ServiceException.invalid(option, "%s: \"%s\" is not a model: %s".formatted(option, location,
                    problem.startsWith(location + ": ") ? problem.substring(location.length() + 2) : problem));
        }
    }

}
