package io.inkwell.registry;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.inkwell.chat.TemplateSource;
import io.inkwell.hub.Hub;
import io.inkwell.hub.HubException;
import io.inkwell.hub.HubId;
import io.inkwell.hub.HubProgress;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.registry.defaults.GenerationConfig;
import io.inkwell.registry.folder.ModelPath;
import io.inkwell.tokenizer.Tokenizer;

/** The source of a model. */
public sealed interface ModelSource permits EmbeddedModel, ModelFolder, RenamedModel {

    /** The name of the embedded model in the settings. */
    String EMBEDDED = "embedded";

    /** Like {@link #of(String, HubProgress)}; a download is logged. */
    static ModelSource of(String location) throws IOException {
        return of(location, HubProgress.log());
    }

    /**
     * Opens the source at a location. A model of the hub that the cache lacks is
     * downloaded.
     * @param location {@value #EMBEDDED}, a folder with a Hugging Face checkpoint, or the
     * id of a model of the hub
     * @throws FileSystemException if it is a path without a checkpoint; the message says
     * what it is
     */
    static ModelSource of(String location, HubProgress progress) throws IOException {
        Optional<HubId> id = hubId(location);
        return id.isPresent() ? new ModelFolder(hub().fetch(id.get(), progress)) : ofFile(location);
    }

    /**
     * Opens the source at a location without network access.
     * @return empty if the location is a model of the hub that only the hub can resolve
     * @throws FileSystemException if it is a path without a checkpoint; the message says
     * what it is
     */
    static Optional<ModelSource> find(String location) throws IOException {
        Optional<HubId> id = hubId(location);
        return id.isPresent() ? hub().find(id.get()).map(ModelFolder::new) : Optional.of(ofFile(location));
    }

    private static Hub hub() throws HubException {
        return Hub.ofEnvironment(ModelFolder::requireConfig);
    }

    private static Optional<HubId> hubId(String location) throws HubException {
        return (location.equals(EMBEDDED) || ModelPath.exists(location, home())) ? Optional.empty()
                : HubId.parse(location);
    }

    private static ModelSource ofFile(String location) throws IOException {
        return location.equals(EMBEDDED) ? new EmbeddedModel() : new ModelFolder(ModelPath.resolve(location, home()));
    }

    private static Path home() {
        return Path.of(System.getProperty("user.home"));
    }

    /**
     * The location of a model of the hub, never that of a folder.
     * @param id {@code owner/name} or {@code owner/name@revision}
     * @throws IOException if it is not an id
     */
    static String hubLocation(String id) throws IOException {
        return "hf://" + HubId.parse(id).orElseThrow(() -> new IOException("this is not a model id of the hub"));
    }

    /**
     * The name of the model at a location, also if nothing is there: a hub id without the
     * revision, or the name of the folder.
     */
    static String nameOf(String location) {
        try {
            Optional<HubId> id = hubId(location);
            return id.isPresent() ? id.get().repository() : ofFile(location).name();
        }
        catch (IOException | InvalidPathException ex) {
            return location.replaceFirst("/+$", "").replaceFirst(".*/", "");
        }
    }

    /** The name under which the model is served. */
    String name();

    /** The same source, served under a name. */
    default ModelSource named(String name) {
        return name.equals(name()) ? this : new RenamedModel(this, name);
    }

    /**
     * The folder with its files.
     * @param copies a folder to which a model inside the program is copied
     */
    Path openFolder(Path copies) throws IOException;

    /**
     * Checks the files before reading them.
     * @throws IOException if they are not a checkpoint; the message says what they are
     */
    void requireCheckpoint() throws IOException;

    Checkpoint openCheckpoint() throws IOException;

    Tokenizer openTokenizer() throws IOException;

    /**
     * The generation config; {@link GenerationConfig#NONE} if the model has none.
     */
    GenerationConfig readGenerationConfig();

    /** The chat template; null if the model has none. */
    @Nullable TemplateSource readChatTemplate() throws IOException;

}
