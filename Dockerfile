# Builds the image from the jar: run ./mvnw -DskipTests package, then docker build -t inkwell .
# The target "cuda" is an image for NVIDIA GPUs; docs/container.md describes its arguments. BuildKit is not required.

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
RUN java -jar /app/inkwell.jar rehearse --libraries=/app/native --cuda-libraries=/cuda \
    && mv /app/djl/pytorch/* ${PYTORCH_LIBRARY_PATH} && rmdir /app/djl/pytorch && rm /app/lib/pytorch-native-*.jar
# The class archive is invalid if the modification time of a jar changes. A cached layer has the times of another build, so
# all builds use the same time.
RUN chmod -R a+rX /app && find /app -exec touch --date=2000-01-01T00:00:00Z {} + \
    && java -XX:ArchiveClassesAtExit=/app/inkwell.jsa -Xlog:cds=off -Xlog:cds+dynamic=off -Djava.library.path=/app/native \
        -Djna.nounpack=true -Djna.noclasspath=true -jar /app/inkwell.jar rehearse

# The cache of models. A new volume takes over its owner.
RUN mkdir /models

# PyTorch with CUDA instead of PyTorch for the CPU, and JNA, with which DJL finds the devices. Without BuildKit this stage is
# built for every target. It then does nothing, because the default of LIBTORCH is no PyTorch.
FROM build AS cuda-build
# A folder of the build context with libtorch.so somewhere inside, or the URL of a zip file with it.
ARG LIBTORCH=LICENSE
# The flavor of DJL's JNI library: cu128, or cpu to test this target.
ARG PYTORCH_FLAVOR=cu128
ADD ${LIBTORCH} /libtorch/
RUN for zip in $(find /libtorch -name '*.zip'); do \
        command -v unzip >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends unzip; }; \
        unzip -q "$zip" -d /libtorch && rm "$zip"; \
    done; \
    library=$(find /libtorch -name libtorch.so | head -n 1); \
    if [ -n "$library" ]; then \
        rm -r ${PYTORCH_LIBRARY_PATH} && mv "$(dirname "$library")" ${PYTORCH_LIBRARY_PATH} \
        && cp /cuda/${PYTORCH_FLAVOR}/libdjl_torch.so ${PYTORCH_LIBRARY_PATH} && cp /cuda/libjnidispatch.so /app/native \
        && ln -s "$(find /app/djl/tokenizers -name libtokenizers.so | head -n 1)" /app/native \
        && for runtime in $(find ${PYTORCH_LIBRARY_PATH} -name 'libcudart*.so*' | head -n 1); do \
            ln -s "$runtime" /app/native/libcudart.so; \
        done && chmod -R a+rX /app/djl /app/native; \
    fi

# What both images share.
FROM ${BASE_IMAGE} AS runtime
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Inkwell" \
      org.opencontainers.image.description="OpenAI-compatible GPT-2 text generation on the JVM" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
ENV DJL_CACHE_DIR=/app/djl DJL_OFFLINE=true PYTORCH_LIBRARY_PATH=/app/djl/torch
# Two malloc arenas instead of eight for each core: what one thread frees, another can use.
ENV MALLOC_ARENA_MAX=2
# Container logs are read by machines: write JSON.
ENV LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs
# Models of the Hugging Face hub are downloaded to the volume that is mounted here.
ENV HF_HOME=/models
COPY --from=build --chown=10001:10001 /models /models
# The service looks for config/application.yaml here.
WORKDIR /app
USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
    CMD ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx16m", "-XX:-UsePerfData", "-cp", "/app/inkwell.jar", "io.inkwell.cli.HealthCheck"]
# No library is written to /tmp: DJL looks for GPUs with JNA, whose library only the image for CUDA contains. The only temporary
# file has 40 KB and goes to the container's shared memory, which may be mounted noexec.
ENTRYPOINT ["java", "-XX:SharedArchiveFile=/app/inkwell.jsa", "-XX:+ExitOnOutOfMemoryError", "-XX:+ErrorFileToStdout", "-XX:-UsePerfData", "-Djava.io.tmpdir=/dev/shm", "-Djava.library.path=/app/native", "-Djna.nounpack=true", "-Djna.noclasspath=true", "-Djna.boot.library.path=/app/native", "-Djna.library.path=/app/native", "-jar", "/app/inkwell.jar"]

# Layers that change least come first. All files belong to root, because the service writes none of them.
FROM runtime AS cuda
ARG PYTORCH_FLAVOR=cu128
# On a GPU, DJL looks for a tokenizer of the GPU's kind, unless RUST_LIBRARY_PATH names one. The last two variables are those of
# NVIDIA's container runtime: all devices, with the driver's libraries for computation.
ENV PYTORCH_FLAVOR=${PYTORCH_FLAVOR} RUST_LIBRARY_PATH=/app/native/libtokenizers.so \
    NVIDIA_VISIBLE_DEVICES=all NVIDIA_DRIVER_CAPABILITIES=compute,utility
COPY --from=cuda-build /app/djl /app/djl
COPY --from=cuda-build /app/native /app/native
COPY --from=build /app/lib /app/lib
COPY --from=build /app/LICENSE /app/NOTICE /app/inkwell.jar /app/inkwell.jsa /app/

FROM runtime
COPY --from=build /app/djl /app/djl
COPY --from=build /app/native /app/native
COPY --from=build /app/lib /app/lib
COPY --from=build /app/LICENSE /app/NOTICE /app/inkwell.jar /app/inkwell.jsa /app/
