package io.inkwell.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks docker-compose.yml without images. */
class ComposeFileTests {

    private Map<String, Map<String, Object>> services;

    @BeforeEach
    void read() throws IOException {
        Map<String, Map<String, Map<String, Object>>> file = new Yaml()
            .load(Files.readString(Path.of("docker-compose.yml")));
        this.services = file.get("services");
    }

    @Test
    void onlyTheServiceStartsByDefault() {
        assertThat(this.services).containsOnlyKeys("inkwell", "inkwell-gpu", "prometheus", "grafana");
        assertThat(this.services.get("inkwell")).doesNotContainKey("profiles");
        assertThat(this.services.get("inkwell-gpu")).containsEntry("profiles", List.of("gpu"));
        assertThat(this.services.get("prometheus")).containsEntry("profiles", List.of("observability"));
        assertThat(this.services.get("grafana")).containsEntry("profiles", List.of("observability"));
    }

    @Test
    void publishesPortsOnLoopbackOnly() {
        assertThat(this.services.values()).flatExtracting((service) -> strings(service, "ports"))
            .hasSize(3)
            .allMatch((port) -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void mountedFilesExist() {
        assertThat(this.services.values()).flatExtracting((service) -> strings(service, "volumes"))
            .hasSize(3)
            .allSatisfy((volume) -> assertThat(Path.of(volume.split(":")[0])).isNotEmptyDirectory());
    }

    @Test
    void dropsUnneededPrivileges() {
        assertThat(this.services.get("inkwell")).containsEntry("read_only", true)
            .containsEntry("cap_drop", List.of("ALL"))
            .containsEntry("security_opt", List.of("no-new-privileges:true"));
    }

    @Test
    void gpuServiceExtendsTheOther() throws IOException {
        assertThat(this.services.get("inkwell-gpu")).containsEntry("extends", Map.of("service", "inkwell"))
            .containsEntry("build", Map.of("target", "cuda", "args", Map.of("LIBTORCH", "${LIBTORCH:-libtorch}")))
            .doesNotContainKeys("ports", "cap_drop", "read_only", "environment");
        assertThat(Files.readString(Path.of("Dockerfile"))).contains(" AS cuda\n", "ARG LIBTORCH=");
    }

    @SuppressWarnings("unchecked")
    private static List<String> strings(Map<String, Object> service, String name) {
        return (List<String>) service.getOrDefault(name, List.of());
    }

}
