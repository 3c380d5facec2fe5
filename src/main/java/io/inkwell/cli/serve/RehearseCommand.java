package io.inkwell.cli.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

import io.inkwell.cli.terminal.ProgramVersion;
import io.inkwell.model.program.DjlRuntime;

/**
 * Starts the service, sends it a few requests and exits. A training run: it extracts
 * native libraries and loads the classes for a class-data sharing archive.
 */
@Command(name = "rehearse", description = "Start, serve a few requests and exit, to prepare for fast starts.",
        mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class,
        footer = { "", "With java -XX:ArchiveClassesAtExit=inkwell.jsa, this writes a class-data sharing "
                + "archive; see docs/starting-fast.md." })
public final class RehearseCommand implements Callable<Integer> {

    private static final List<String> PRIVATE_SERVER = List.of("--server.address=127.0.0.1", "--server.port=0");

    private final Function<String[], ConfigurableApplicationContext> server;

    private final List<String> settings;

    @Option(names = "--libraries", paramLabel = "<folder>",
            description = "Extract Netty's transport and the kernels to this folder, for -Djava.library.path.")
    private @Nullable Path libraries;

    @Option(names = "--cuda-libraries", paramLabel = "<folder>",
            description = "Extract DJL's libraries for PyTorch with CUDA to this folder.")
    private @Nullable Path cudaLibraries;

    public RehearseCommand(Function<String[], ConfigurableApplicationContext> server, List<String> settings) {
        this.server = server;
        this.settings = settings;
    }

    @Override
    public Integer call() throws IOException {
        if (this.libraries != null) {
            NettyTransport.extractTo(this.libraries);
            DjlRuntime.extractKernels(this.libraries);
        }
        if (this.cudaLibraries != null) {
            DjlRuntime.extractCudaLibraries(this.cudaLibraries);
        }
        List<String> all = new ArrayList<>(this.settings);
        all.addAll(PRIVATE_SERVER);
        try (ConfigurableApplicationContext context = this.server.apply(all.toArray(String[]::new))) {
            String root = "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
            request(root + "/readyz", null);
            request(root + "/v1/completions",
                    """
                            {"model": "default", "prompt": "It is a truth", "max_tokens": 8, "temperature": 0.7, "top_p": 0.9}""");
            request(root + "/v1/chat/completions", """
                    {"model": "default", "messages": [{"role": "user", "content": "Hello"}], "max_tokens": 8, \
                    "stream": true}""");
            request(root + "/actuator/prometheus", null);
        }
        return ExitCode.OK;
    }

    private static void request(String address, @Nullable String body) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create(address).toURL().openConnection();
        if (body != null) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body.getBytes(StandardCharsets.UTF_8));
            }
        }
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException(address + " returned " + connection.getResponseCode());
        }
        try (InputStream response = connection.getInputStream()) {
            response.transferTo(OutputStream.nullOutputStream());
        }
    }

}
