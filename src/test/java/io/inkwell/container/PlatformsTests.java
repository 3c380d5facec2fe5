package io.inkwell.container;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Maven profiles select the native PyTorch libraries in the jar by build machine.
 */
class PlatformsTests {

    private static final String PROPERTY = "${image.platform}";

    /** Platforms of the jars, by profile. */
    private final Map<String, List<String>> platforms = new TreeMap<>();

    @BeforeEach
    void read() throws Exception {
        Document pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(Path.of("pom.xml").toFile());
        elements(pom.getElementsByTagName("profile")).forEach((profile) -> {
            List<String> classifiers = elements(profile.getElementsByTagName("classifier")).map(Element::getTextContent)
                .toList();
            if (!classifiers.isEmpty()) {
                this.platforms.put(profile.getElementsByTagName("id").item(0).getTextContent(), classifiers);
            }
        });
    }

    @Test
    void jarContainsHostAndImagePlatforms() {
        assertThat(this.platforms).containsEntry("linux-x86_64", List.of("linux-x86_64"))
            .containsEntry("linux-aarch64", List.of("linux-aarch64"))
            .containsEntry("osx-aarch64", List.of("osx-aarch64", "linux-aarch64"))
            .containsEntry("win-x86_64", List.of("win-x86_64", "linux-x86_64"));
    }

    @Test
    void propertyAddsAnotherArchitecture() {
        assertThat(this.platforms).containsEntry("image-platform", List.of(PROPERTY)).hasSize(5);
    }

    @Test
    void readmeListsEveryPlatform() throws Exception {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(this.platforms.values().stream().flatMap(List::stream).filter((name) -> !name.equals(PROPERTY)))
            .allSatisfy((platform) -> assertThat(readme).contains("`" + platform + "`"));
    }

    private static Stream<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength()).mapToObj((i) -> (Element) nodes.item(i));
    }

}
