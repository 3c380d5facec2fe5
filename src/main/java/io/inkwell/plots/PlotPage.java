package io.inkwell.plots;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

import tools.jackson.databind.json.JsonMapper;

/**
 * An HTML page with plots, which needs no other files.
 *
 * @param summary a paragraph below the title
 * @param warnings sentences shown in red below the summary
 */
public record PlotPage(String title, String summary, List<String> warnings, List<Plot> plots, List<Table> tables) {

    private static final String UPLOT = "org.webjars.npm/uplot";

    public PlotPage {
        warnings = List.copyOf(warnings);
        plots = List.copyOf(plots);
        tables = List.copyOf(tables);
    }

    /**
     * Writes the page in UTF-8, and replaces an existing file.
     * @throws IOException if the file cannot be written
     */
    public void write(Path file) throws IOException {
        String folder = "META-INF/resources/webjars/uplot/" + uplotVersion() + "/dist/";
        Files.writeString(file,
                resource("io/inkwell/plots/page.html").replace("/* uPlot.css */", resource(folder + "uPlot.min.css"))
                    .replace("/* uPlot.js */", resource(folder + "uPlot.iife.min.js"))
                    // Last, because its text may contain the other marks.
                    .replace("\"{page}\"", json()));
    }

    /** JSON that cannot end a script element. */
    private String json() {
        return JsonMapper.shared().writeValueAsString(this).replace("<", "\\u003c");
    }

    private static String uplotVersion() throws IOException {
        Properties maven = new Properties();
        try (InputStream stream = open("META-INF/maven/" + UPLOT + "/pom.properties")) {
            maven.load(stream);
        }
        return Objects.requireNonNull(maven.getProperty("version"), UPLOT);
    }

    private static String resource(String path) throws IOException {
        try (InputStream stream = open(path)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream open(String path) {
        return Objects.requireNonNull(PlotPage.class.getClassLoader().getResourceAsStream(path), path);
    }

}
