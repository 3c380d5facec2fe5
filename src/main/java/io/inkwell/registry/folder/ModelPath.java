package io.inkwell.registry.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.inkwell.error.FileNames;

/** Resolves the configured model to a folder. */
public final class ModelPath {

    /** Models of the Hugging Face hub whose names have no owner. */
    private static final Map<String, String> OWNED = Map.of("gpt2", "openai-community/gpt2", "gpt2-medium",
            "openai-community/gpt2-medium", "gpt2-large", "openai-community/gpt2-large", "gpt2-xl",
            "openai-community/gpt2-xl", "distilgpt2", "distilbert/distilgpt2");

    private static final String SNAPSHOTS = "snapshots";

    private final String location;

    private ModelPath(String location) {
        this.location = location;
    }

    /**
     * @param home the home folder, for {@code ~}
     * @throws FileSystemException if there is no such folder
     */
    public static Path resolve(String location, Path home) throws IOException {
        return new ModelPath(location).folder(home);
    }

    private Path folder(Path home) throws IOException {
        Path path = FileNames.path(this.location, home);
        if (Files.isDirectory(path)) {
            if (!Files.isReadable(path) || !Files.isExecutable(path)) {
                throw rejection("this user has no permission to read the folder");
            }
            return isCacheEntry(path) ? snapshot(path) : path;
        }
        if (Files.exists(path)) {
            throw rejection(FileKind.of(path).asModel(path));
        }
        if (Files.isSymbolicLink(path)) {
            throw rejection("is a link to " + Files.readSymbolicLink(path) + ", which does not exist");
        }
        throw rejection(missing());
    }

    /** Whether the location is a folder, a file or a link, even a broken one. */
    public static boolean exists(String location, Path home) {
        return Files.exists(FileNames.path(location, home), LinkOption.NOFOLLOW_LINKS);
    }

    private String missing() {
        String id = OWNED.get(this.location);
        return "there is no such folder" + ((id != null) ? "; the model of the Hugging Face hub is " + id
                : ": set a folder with a checkpoint, or the id of a model of the Hugging Face hub, owner/name");
    }

    // The cache layout of huggingface_hub.
    static boolean isCacheEntry(Path folder) {
        return Files.isDirectory(folder.resolve(SNAPSHOTS)) && !Files.exists(folder.resolve("config.json"));
    }

    private Path snapshot(Path entry) throws IOException {
        Path main = entry.resolve("refs/main");
        if (Files.isRegularFile(main)) {
            Path snapshot = entry.resolve(SNAPSHOTS).resolve(Files.readString(main, StandardCharsets.UTF_8).strip());
            if (Files.isDirectory(snapshot)) {
                return snapshot;
            }
        }
        try (Stream<Path> folders = Files.list(entry.resolve(SNAPSHOTS))) {
            List<Path> snapshots = folders.filter(Files::isDirectory).sorted().toList();
            if (snapshots.size() == 1) {
                return snapshots.get(0);
            }
            String names = snapshots.stream()
                .map((folder) -> SNAPSHOTS + "/" + folder.getFileName())
                .collect(Collectors.joining(", "));
            throw rejection("is a cache entry of the Hugging Face hub " + (snapshots.isEmpty()
                    ? "without a snapshot: download the model again" : "with several snapshots: set one of " + names));
        }
    }

    private FileSystemException rejection(String problem) {
        return new FileSystemException(this.location, null, problem);
    }

}
