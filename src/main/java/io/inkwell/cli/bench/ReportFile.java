package io.inkwell.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.cli.terminal.ProgramVersion;

/** Writes the benchmark report with all its parameters as JSON. */
record ReportFile(String target, Map<String, Object> arguments, Record results) {

    private static final JsonMapper JSON = JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build();

    void write(Path file) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("date", Instant.now().toString());
        all.put("version", new ProgramVersion().getVersion()[0]);
        all.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        all.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch"));
        all.put("cpus", Runtime.getRuntime().availableProcessors());
        all.put("target", this.target);
        all.put("arguments", this.arguments);
        all.put("results", this.results);
        Files.writeString(file, JSON.writeValueAsString(all) + "\n");
    }

}
