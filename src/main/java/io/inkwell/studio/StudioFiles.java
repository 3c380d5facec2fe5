package io.inkwell.studio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The files of the studio, in memory, so that no event loop reads the jar. The version in
 * the URLs of the assets is a hash of all files, so a browser can keep them forever. The
 * modules and style sheets refer to each other by relative URLs, which keep the version.
 */
final class StudioFiles {

    private static final String FOLDER = "/static/studio/";

    private static final String PAGE = "index.html";

    private static final String LOADED = "js/loaded.js";

    private static final int VERSION_BYTES = 8;

    private final String version;

    private final StudioFile page;

    private final StudioFile loaded;

    private final Map<String, StudioFile> assets = new HashMap<>();

    private StudioFiles(SortedMap<String, byte[]> contents) {
        this.version = hash(contents);
        StudioPage source = StudioPage.of(new String(contents.get(PAGE), StandardCharsets.UTF_8), contents);
        contents.forEach((name, content) -> {
            if (!name.equals(PAGE) && !name.endsWith(".css")) {
                this.assets.put("/" + name, StudioFile.of(name, content));
            }
        });
        this.assets.put("/" + StudioPage.SHEET, file(StudioPage.SHEET, source.styles()));
        this.loaded = StudioFile.of(LOADED, Objects.requireNonNull(contents.get(LOADED), LOADED));
        this.page = file(PAGE, source.html().replace(StudioPage.VERSION, this.version));
    }

    private static StudioFile file(String name, String content) {
        return StudioFile.of(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads all files of the class path. */
    static StudioFiles read() throws IOException {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath:" + FOLDER + "**")) {
            String url = file.getURL().toString();
            String name = url.substring(url.lastIndexOf(FOLDER) + FOLDER.length());
            if (!name.isEmpty() && !name.endsWith("/") && file.isReadable()) {
                contents.put(name, file.getContentAsByteArray());
            }
        }
        return new StudioFiles(contents);
    }

    private static String hash(SortedMap<String, byte[]> contents) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            contents.forEach((name, content) -> {
                digest.update((name + "\n" + content.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            });
            return HexFormat.of().formatHex(digest.digest(), 0, VERSION_BYTES);
        }
        catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("every Java has SHA-256", ex);
        }
    }

    /** The path segment of the assets' URLs. */
    String version() {
        return this.version;
    }

    StudioFile page() {
        return this.page;
    }

    /** The module that reloads the page if files of it are missing. */
    StudioFile loaded() {
        return this.loaded;
    }

    /**
     * Returns null if there is no such file.
     * @param path below the folder of the studio, with a leading slash
     */
    @Nullable StudioFile asset(String path) {
        return this.assets.get(path);
    }

}
