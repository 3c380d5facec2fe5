package io.inkwell.registry.folder;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds checkpoints in subfolders, to suggest them. */
final class Subfolders {

    private static final int MAX_DEPTH = 2;

    private static final int MAX_NAMES = 10;

    private static final String CACHE_ENTRY = "models--";

    private Subfolders() {
    }

    static List<String> withCheckpoints(Path folder) throws IOException {
        return folders(folder, MAX_DEPTH).filter(Subfolders::isServable)
            .sorted()
            .map((path) -> folder.relativize(path).toString())
            .limit(MAX_NAMES)
            .toList();
    }

    /** Skips the content of folders that this user may not read. */
    private static Stream<Path> folders(Path parent, int depth) throws IOException {
        if (depth == 0 || !Files.isReadable(parent)) {
            return Stream.of();
        }
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(parent, Files::isDirectory)) {
            for (Path child : children) {
                folders.add(child);
                folders(child, depth - 1).forEach(folders::add);
            }
        }
        return folders.stream();
    }

    private static boolean isServable(Path folder) {
        boolean isCacheEntry = folder.getFileName().toString().startsWith(CACHE_ENTRY)
                && ModelPath.isCacheEntry(folder);
        return isCacheEntry || (FolderCheck.hasWeights(folder) && Files.exists(folder.resolve("config.json")));
    }

}
