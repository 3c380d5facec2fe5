package io.inkwell.model.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The files of a checkpoint in the Hugging Face layout. Symbolic links may point outside
 * the folder.
 */
final class CheckpointFolder {

    private static final String SHARD_INDEX = "model.safetensors.index.json";

    // File names only: an index must not refer to files outside the folder.
    private static final Pattern SHARD_NAME = Pattern.compile("[A-Za-z0-9._-]+\\.safetensors");

    private final Path folder;

    CheckpointFolder(Path folder) throws CheckpointException {
        if (!Files.isDirectory(folder)) {
            throw new CheckpointException(folder.toString(), "is not a checkpoint folder");
        }
        this.folder = folder;
    }

    byte[] config() throws IOException {
        return json(Checkpoint.CONFIG_FILE);
    }

    /** Opens the single file or all shards; the caller closes them. */
    List<SafetensorsFile> openWeights() throws IOException {
        if (exists(Checkpoint.WEIGHTS_FILE)) {
            return List.of(SafetensorsFile.open(this.folder.resolve(Checkpoint.WEIGHTS_FILE)));
        }
        if (exists(SHARD_INDEX)) {
            return openShards();
        }
        throw new CheckpointException(this.folder.toString(),
                "has neither " + Checkpoint.WEIGHTS_FILE + " nor " + SHARD_INDEX);
    }

    private List<SafetensorsFile> openShards() throws IOException {
        List<SafetensorsFile> shards = new ArrayList<>();
        try {
            for (String name : shardNames()) {
                shards.add(SafetensorsFile.open(this.folder.resolve(name)));
            }
            return shards;
        }
        catch (IOException | RuntimeException ex) {
            closeAll(shards, ex);
            throw ex;
        }
    }

    /**
     * Closes all files. Throws the first exception, with those after it suppressed.
     */
    static void closeAll(List<? extends Closeable> files) throws IOException {
        IOException first = null;
        for (Closeable file : files) {
            try {
                file.close();
            }
            catch (IOException ex) {
                if (first == null) {
                    first = ex;
                }
                else {
                    first.addSuppressed(ex);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** Closes all files because of an exception, to which it adds those of closing. */
    static void closeAll(List<? extends Closeable> files, Exception cause) {
        try {
            closeAll(files);
        }
        catch (IOException closing) {
            cause.addSuppressed(closing);
        }
    }

    private Set<String> shardNames() throws IOException {
        Set<String> names = new TreeSet<>(JsonFields.parse(SHARD_INDEX, json(SHARD_INDEX)).stringValues("weight_map"));
        for (String name : names) {
            if (!SHARD_NAME.matcher(name).matches()) {
                throw new CheckpointException(SHARD_INDEX,
                        "weight_map must list .safetensors files in the same folder; given: \"" + name + "\"");
            }
        }
        if (names.isEmpty()) {
            throw new CheckpointException(SHARD_INDEX, "weight_map must not be empty");
        }
        List<String> missing = names.stream().filter((name) -> !exists(name)).toList();
        if (!missing.isEmpty()) {
            throw new CheckpointException(this.folder.resolve(SHARD_INDEX).toString(), "of its " + names.size()
                    + " files these are missing: " + String.join(", ", missing) + "; download them again");
        }
        return names;
    }

    private byte[] json(String name) throws IOException {
        return JsonFile.read(this.folder.resolve(name));
    }

    private boolean exists(String name) {
        return Files.exists(this.folder.resolve(name));
    }

}
