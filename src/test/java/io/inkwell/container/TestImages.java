package io.inkwell.container;

import org.testcontainers.utility.DockerImageName;

/**
 * The images beside ours that the tests run. A build without a registry names others:
 * {@code -Dtest-images.base=}, {@code prometheus=} and {@code nginx=}.
 */
final class TestImages {

    /** What ours is made on. */
    static final String BASE = name("base", "eclipse-temurin:17-jre-noble");

    static final DockerImageName PROMETHEUS = DockerImageName.parse(name("prometheus", "prom/prometheus:v3.5.0"));

    static final DockerImageName NGINX = DockerImageName.parse(name("nginx", "nginx:1.28"));

    private TestImages() {
    }

    private static String name(String property, String standard) {
        return System.getProperty("test-images." + property, standard);
    }

}
