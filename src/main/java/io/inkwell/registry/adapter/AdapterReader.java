package io.inkwell.registry.adapter;

import java.io.IOException;
import java.nio.file.Path;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.FileProblem;
import io.inkwell.error.ServiceException;
import io.inkwell.model.step.AdapterWeights;
import io.inkwell.registry.InsufficientMemoryException;
import io.inkwell.registry.LoadedModel;

/**
 * Reads the folders of adapters.
 *
 * @param maxRank the largest rank
 */
record AdapterReader(int maxRank) {

    /**
     * Copies an adapter to the devices of its base model.
     * @throws ServiceException if the folder is not there, or is no adapter of the model
     */
    AdapterWeights read(LoadedModel model, AdapterEntry entry) {
        Path path = entry.path();
        try {
            return model.loadAdapter(path, this.maxRank);
        }
        catch (InsufficientMemoryException ex) {
            throw new ServiceException(ErrorKind.UNAVAILABLE, String.valueOf(ex.getMessage()), null, ex);
        }
        catch (IOException ex) {
            // A message to a client never contains a path.
            String problem = FileProblem.describe(ex).replace(path.toString(), entry.folder());
            throw new ServiceException(ErrorKind.INVALID_REQUEST,
                    AdaptersFolder.FIELD + " must be an adapter of the model \"" + model.name() + "\": " + problem,
                    AdaptersFolder.FIELD, ex);
        }
    }

}
