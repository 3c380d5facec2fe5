# Builds the image from the jar: run ./mvnw -DskipTests package, then docker build -t inkwell .
# BuildKit is not required.

# The base needs Java 17 and glibc 2.28 or newer. The build image also needs a shell, and must have the same Java, because
# the class archive works with no other.
ARG BASE_IMAGE=eclipse-temurin:17-jre-noble
ARG BUILD_IMAGE=${BASE_IMAGE}

FROM ${BUILD_IMAGE} AS build
ENV DJL_CACHE_DIR=/app/djl DJL_OFFLINE=true PYTORCH_LIBRARY_PATH=/app/djl/torch
WORKDIR /build
# A pattern may match nothing, so the next line can print an error.
COPY target/inkwell.ja[r] LICENSE NOTICE ./
RUN test -f inkwell.jar || { echo "target/inkwell.jar is missing. Run: ./mvnw -DskipTests package" >&2; exit 1; }
RUN java -Djarmode=tools -jar inkwell.jar extract --destination /app && cp LICENSE NOTICE /app
RUN platform=linux-$(uname -m); test -f /app/lib/pytorch-native-cpu-*-${platform}.jar \
    || { echo "The jar has no PyTorch for ${platform}. Run: ./mvnw -DskipTests -Dimage.platform=${platform} package" >&2; exit 1; }
# The first start extracts PyTorch, the tokenizer, Netty's transport and the kernels. Later starts load them from these
# folders, and do not need PyTorch's 110 MB jar.
RUN java -jar /app/inkwell.jar rehearse --libraries=/app/native \
    && mv /app/djl/pytorch/* ${PYTORCH_LIBRARY_PATH} && rmdir /app/djl/pytorch && rm /app/lib/pytorch-native-*.jar
# The class archive is invalid if the modification time of a jar changes. A cached layer has the times of another build, so
# all builds use the same time.
RUN chmod -R a+rX /app && find /app -exec touch --date=2000-01-01T00:00:00Z {} + \
    && java -XX:ArchiveClassesAtExit=/app/inkwell.jsa -Xlog:cds=off -Xlog:cds+dynamic=off -Djava.library.path=/app/native \
        -Djna.nounpack=true -Djna.noclasspath=true -jar /app/inkwell.jar rehearse

# The cache of models. A new volume takes over its owner.
RUN mkdir /models

FROM ${BASE_IMAGE}
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Inkwell" \
      org.opencontainers.image.description="OpenAI-compatible GPT-2 text generation on the JVM" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
ENV DJL_CACHE_DIR=/app/djl DJL_OFFLINE=true PYTORCH_LIBRARY_PATH=/app/djl/torch
# Container logs are read by machines: write JSON.
ENV LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs
# Models of the Hugging Face hub are downloaded to the volume that is mounted here.
ENV HF_HOME=/models
COPY --from=build --chown=10001:10001 /models /models
# Layers that change least come first. All files belong to root, because the service writes none of them.
COPY --from=build /app/djl /app/djl
COPY --from=build /app/native /app/native
COPY --from=build /app/lib /app/lib
COPY --from=build /app/LICENSE /app/NOTICE /app/inkwell.jar /app/inkwell.jsa /app/
# The service looks for config/application.yaml here.
WORKDIR /app
USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
    CMD ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx16m", "-XX:-UsePerfData", "-cp", "/app/inkwell.jar", "io.inkwell.cli.HealthCheck"]
# No library is written to /tmp: DJL looks for GPUs with JNA, and continues without it. The only temporary file has 40 KB and
# goes to the container's shared memory, which may be mounted noexec.
ENTRYPOINT ["java", "-XX:SharedArchiveFile=/app/inkwell.jsa", "-XX:+ExitOnOutOfMemoryError", "-XX:+ErrorFileToStdout", "-XX:-UsePerfData", "-Djava.io.tmpdir=/dev/shm", "-Djava.library.path=/app/native", "-Djna.nounpack=true", "-Djna.noclasspath=true", "-jar", "/app/inkwell.jar"]
