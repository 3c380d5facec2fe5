# The image of the service, made of its jar: ./mvnw -DskipTests package first, then docker build -t inkwell .
# No instruction needs BuildKit.

# The base needs a Java 17 and glibc 2.28 or newer. The build image needs a shell as well, and must have the same Java:
# the class archive fits no other.
ARG BASE_IMAGE=eclipse-temurin:17-jre-noble
ARG BUILD_IMAGE=${BASE_IMAGE}

FROM ${BUILD_IMAGE} AS build
ENV DJL_CACHE_DIR=/app/djl DJL_OFFLINE=true PYTORCH_LIBRARY_PATH=/app/djl/torch
WORKDIR /build
# As a pattern, which may match nothing, so that the next line can say what is missing.
COPY target/inkwell.ja[r] LICENSE NOTICE ./
RUN test -f inkwell.jar || { echo "There is no target/inkwell.jar: ./mvnw -DskipTests package makes it." >&2; exit 1; }
RUN java -Djarmode=tools -jar inkwell.jar extract --destination /app && cp LICENSE NOTICE /app
RUN platform=linux-$(uname -m); test -f /app/lib/pytorch-native-cpu-*-${platform}.jar \
    || { echo "The jar has no PyTorch for ${platform}: ./mvnw -DskipTests -Dimage.platform=${platform} package adds it." >&2; exit 1; }
# The first start extracts PyTorch, the tokenizer, Netty's transport and the kernels. From here on each is loaded from its
# folder, and the 110 MB jar that PyTorch came in is not needed.
RUN java -jar /app/inkwell.jar rehearse --libraries=/app/native \
    && mv /app/djl/pytorch/* ${PYTORCH_LIBRARY_PATH} && rmdir /app/djl/pytorch && rm /app/lib/pytorch-native-*.jar
# The class archive is void if a jar has another time than it had then. A layer that Docker takes from its cache has the
# times of another build, so all builds have the same.
RUN chmod -R a+rX /app && find /app -exec touch --date=2000-01-01T00:00:00Z {} + \
    && java -XX:ArchiveClassesAtExit=/app/inkwell.jsa -Xlog:cds=off -Xlog:cds+dynamic=off -Djava.library.path=/app/native \
        -Djna.nounpack=true -Djna.noclasspath=true -jar /app/inkwell.jar rehearse

FROM ${BASE_IMAGE}
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Inkwell" \
      org.opencontainers.image.description="GPT-2 text generation on the JVM, for clients of OpenAI's API" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
ENV DJL_CACHE_DIR=/app/djl DJL_OFFLINE=true PYTORCH_LIBRARY_PATH=/app/djl/torch
# Nobody sits before a container's log: lines of JSON.
ENV LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs
# What changes least comes first. All of it belongs to root: the service writes no file.
COPY --from=build /app/djl /app/djl
COPY --from=build /app/native /app/native
COPY --from=build /app/lib /app/lib
COPY --from=build /app/LICENSE /app/NOTICE /app/inkwell.jar /app/inkwell.jsa /app/
# config/application.yaml is looked for here.
WORKDIR /app
USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
    CMD ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx16m", "-XX:-UsePerfData", "-cp", "/app/inkwell.jar", "io.inkwell.cli.HealthCheck"]
# No library is left to be written to /tmp: the JNA by which DJL looks for GPUs does without. What else is temporary is a
# file of 40 KB, for which the shared memory that every container has is enough; it may be one where nothing is executed.
ENTRYPOINT ["java", "-XX:SharedArchiveFile=/app/inkwell.jsa", "-XX:+ExitOnOutOfMemoryError", "-XX:+ErrorFileToStdout", "-XX:-UsePerfData", "-Djava.io.tmpdir=/dev/shm", "-Djava.library.path=/app/native", "-Djna.nounpack=true", "-Djna.noclasspath=true", "-jar", "/app/inkwell.jar"]
