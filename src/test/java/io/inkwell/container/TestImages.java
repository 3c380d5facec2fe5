package io.inkwell.container;

import org.testcontainers.utility.DockerImageName;

/**
 * The images beside ours that the tests run. A build without a registry names others:
 * {@code -Dinkwell.test.base-image=}, {@code prometheus-image} and {@code nginx-image}.
 */
final class TestImages {

    /** What ours is made on. */
    static final String BASE = name("base-image", "eclipse-temurin:17-jre-noble");

    static final DockerImageName PROMETHEUS = DockerImageName.parse(name("prometheus-image", "prom/prometheus:v3.5.0"));

    static final DockerImageName NGINX = DockerImageName.parse(name("nginx-image", "nginx:1.28"));

    private TestImages() {
    }

    private static String name(String property, String standard) {
        return System.getProperty("inkwell.test." + property, standard);
    }

}
