package io.inkwell.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code config/application.yaml} lists every setting with its default. */
class SettingsFileTests {

    private static final Path FILE = Path.of("config/application.yaml");

    /** Except list elements, because lists are empty by default. */
    private static final List<String> SETTINGS = new SettingNames().properties()
        .stream()
        .filter((name) -> !name.contains("[0]"))
        .toList();

    @Test
    void containsExactlyTheSettings() throws IOException {
        assertThat(file().getPropertyNames()).filteredOn((name) -> name.startsWith("inkwell"))
            .containsExactlyElementsOf(SETTINGS);
    }

    @Test
    void showsTheDefaultsOfTheCode() throws IOException {
        InkwellProperties shown = bind(ConfigurationPropertySources.from(file()));

        assertThat(shown).isEqualTo(bind(List.of()));
    }

    @Test
    void leavesOnlySettingsWithoutDefaultBlank() throws IOException {
        EnumerablePropertySource<?> file = file();

        assertThat(SETTINGS).filteredOn((name) -> "".equals(file.getProperty(name)))
            .containsExactly("inkwell.models", "inkwell.served-model-name", "inkwell.kv-cache.size",
                    "inkwell.scheduler.target-step", "inkwell.scheduler.max-prefill-tokens-beside-decode",
                    "inkwell.limits.max-open-bytes", "inkwell.limits.per-key.requests-per-minute",
                    "inkwell.limits.per-key.tokens-per-minute", "inkwell.limits.per-key.concurrent-requests",
                    "inkwell.limits.redis", "inkwell.admin.models-folder", "inkwell.adapters.dir",
                    "inkwell.adapters.load", "inkwell.fine-tuning.folder", "inkwell.fine-tuning.database.url",
                    "inkwell.fine-tuning.database.username", "inkwell.fine-tuning.database.password",
                    "inkwell.security.api-keys", "inkwell.security.api-keys-file", "inkwell.security.allowed-hosts",
                    "inkwell.cors.allowed-origins");
    }

    @Test
    void documentsEverySetting() throws IOException {
        List<String> unexplained = new ArrayList<>();
        String before = "";
        for (String line : Files.readAllLines(FILE)) {
            boolean isSetting = line.matches(" +[a-z-]+:.*") && !line.matches(
                    " +(kv-cache|scheduler|speculation|limits|requests|explain|studio|admin|adapters|fine-tuning|database|security|cors|streaming|audit|health|shutdown|level):");
            if (isSetting && !before.strip().startsWith("#")) {
                unexplained.add(line);
            }
            before = line;
        }

        assertThat(unexplained).isEmpty();
    }

    private static EnumerablePropertySource<?> file() throws IOException {
        List<PropertySource<?>> documents = new YamlPropertySourceLoader().load("file", new FileSystemResource(FILE));
        assertThat(documents).hasSize(1);
        return (EnumerablePropertySource<?>) documents.get(0);
    }

    private static InkwellProperties bind(Iterable<ConfigurationPropertySource> sources) {
        return new Binder(sources).bindOrCreate("inkwell", InkwellProperties.class);
    }

}
