package io.inkwell.container;

import java.util.Map;

import org.testcontainers.utility.DockerImageName;

/**
 * Other images that the tests run. Properties override them for builds without a
 * registry: {@code -Dtest-images.base=}, {@code prometheus=}, {@code nginx=},
 * {@code redis=} and {@code postgresql=}.
 */
public final class TestImages {

    static final String NGINX_NAME = "nginx";

    static final String PROMETHEUS_NAME = "prometheus";

    public static final String REDIS_NAME = "redis";

    public static final String POSTGRESQL_NAME = "postgresql";

    private static final Map<String, String> STANDARD = Map.of("base", "eclipse-temurin:17-jre-noble", PROMETHEUS_NAME,
            "prom/prometheus:v3.5.0", NGINX_NAME, "nginx:1.28", REDIS_NAME, "redis:7.4-alpine", POSTGRESQL_NAME,
            "postgres:17-alpine");

    /** The base image. */
    static final String BASE = name("base");

    static final DockerImageName PROMETHEUS = DockerImageName.parse(name(PROMETHEUS_NAME));

    static final DockerImageName NGINX = DockerImageName.parse(name(NGINX_NAME));

    public static final DockerImageName REDIS = DockerImageName.parse(name(REDIS_NAME));

    public static final DockerImageName POSTGRESQL = DockerImageName.parse(name(POSTGRESQL_NAME));

    private TestImages() {
    }

    /** The image for one of these names. */
    static String name(String image) {
        return System.getProperty("test-images." + image, STANDARD.getOrDefault(image, image));
    }

}
