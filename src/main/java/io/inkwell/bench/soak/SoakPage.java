package io.inkwell.bench.soak;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Writes the plots of a soak test to an HTML file that needs no other files. */
public final class SoakPage {

    private static final String UPLOT = "org.webjars.npm/uplot";

    private static final JsonMapper JSON = JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .build();

    private SoakPage() {
    }

    /**
     * Writes the page.
     * @param name the tested server
     */
    public static void write(String name, SoakReport report, Path file) throws IOException {
        String folder = "META-INF/resources/webjars/uplot/" + uplotVersion() + "/dist/";
        Files.writeString(file,
                resource("io/inkwell/bench/soak/soak.html")
                    .replace("/* uPlot.css */", resource(folder + "uPlot.min.css"))
                    .replace("/* uPlot.js */", resource(folder + "uPlot.iife.min.js"))
                    .replace("\"{name}\"", json(name))
                    .replace("\"{report}\"", json(report)));
    }

    /** JSON that cannot end a script element. */
    private static String json(Object value) {
        return JSON.writeValueAsString(value).replace("<", "\\u003c");
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
        return Objects.requireNonNull(SoakPage.class.getClassLoader().getResourceAsStream(path), path);
    }

}
