package io.inkwell.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folders inside a folder that could be served in its place. */
final class Subfolders {

    private static final int MAX_DEPTH = 2;

    private static final int MAX_NAMES = 10;

    private static final String CACHE_ENTRY = "models--";

    private Subfolders() {
    }

    static List<String> withCheckpoints(Path folder) throws IOException {
        try (Stream<Path> paths = Files.find(folder, MAX_DEPTH,
                (path, attributes) -> !path.equals(folder) && Files.isDirectory(path))) {
            return paths.filter(Subfolders::isServable)
                .sorted()
                .map((path) -> folder.relativize(path).toString())
                .limit(MAX_NAMES)
                .toList();
        }
    }

    private static boolean isServable(Path folder) {
        boolean hasWeights = Files.exists(folder.resolve("model.safetensors"))
                || Files.exists(folder.resolve("model.safetensors.index.json"));
        boolean isCacheEntry = folder.getFileName().toString().startsWith(CACHE_ENTRY)
                && Files.isDirectory(folder.resolve("snapshots"));
        return isCacheEntry || (hasWeights && Files.exists(folder.resolve("config.json")));
    }

}
