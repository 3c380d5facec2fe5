package io.inkwell.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.InkwellApplication;
import io.inkwell.JavaProcess;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code models pull} from a hub with TLS, directly and through a proxy. Processes,
 * because Java reads its trust store once.
 */
class HubTlsIT {

    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private LoopbackHub hub;

    @BeforeEach
    void startHub() throws Exception {
        this.hub = LoopbackHub.withTls("owner/name", Files.createDirectory(this.folder.resolve("repository")), tls());
        for (String file : List.of("config.json", "tokenizer.json", "model.safetensors")) {
            this.hub.put(file, "{}".getBytes(StandardCharsets.UTF_8));
        }
    }

    @AfterEach
    void stopHub() {
        this.hub.close();
    }

    @Test
    void downloadsWithATrustedCertificate() throws Exception {
        assertThat(pull(true, Map.of("HF_TOKEN", "hf_secret"))).as(errors()).isZero();

        assertThat(output()).isEqualTo(snapshot() + "\n");
        assertThat(this.hub.requests()).filteredOn((request) -> request.path().startsWith("/cdn/"))
            .isNotEmpty()
            .allMatch((request) -> request.authorization() == null);
    }

    @Test
    void rejectsAnUnknownCertificateInOneSentence() throws Exception {
        assertThat(pull(false, Map.of())).isEqualTo(1);

        assertThat(errors()).isEqualTo(("inkwell: the hub at %s cannot be reached (its certificate is not trusted; "
                + "-Djavax.net.ssl.trustStore in JAVA_TOOL_OPTIONS sets the trust store), and the cache has no complete "
                + "copy of owner/name: check the network, HTTPS_PROXY and HF_ENDPOINT, or set a folder\n")
            .formatted(this.hub.endpoint()));
        assertThat(output()).isEmpty();
    }

    @Test
    void followsNoRedirectToPlainHttp() throws Exception {
        this.hub.faults().redirectTo("http://localhost:1/model.safetensors");

        assertThat(pull(true, Map.of())).isEqualTo(1);

        assertThat(errors()).endsWith("redirects to \"http://localhost:1/model.safetensors\", which is not an https "
                + "address; check HF_ENDPOINT\n");
    }

    @Test
    void downloadsThroughAProxyWithAPassword() throws Exception {
        try (TunnelProxy proxy = new TunnelProxy("me:secret")) {
            int exitCode = pull(true, Map.of("HTTPS_PROXY", "http://me:secret@127.0.0.1:" + proxy.port()));

            assertThat(exitCode).as(errors()).isZero();
            int port = URI.create(this.hub.endpoint()).getPort();
            assertThat(proxy.targets()).contains("127.0.0.1:" + port, "localhost:" + port);
        }
    }

    @Test
    void bypassesTheProxyForTheHostsOfNoProxy() throws Exception {
        try (TunnelProxy proxy = new TunnelProxy("me:secret")) {
            int exitCode = pull(true,
                    Map.of("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port(), "NO_PROXY", "127.0.0.1,localhost"));

            assertThat(exitCode).as(errors()).isZero();
            assertThat(proxy.targets()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "me:wrong@" })
    void saysThatTheProxyRequiresAnotherUser(String user) throws Exception {
        try (TunnelProxy proxy = new TunnelProxy("me:secret")) {
            int exitCode = pull(true, Map.of("HTTPS_PROXY", "http://" + user + "127.0.0.1:" + proxy.port()));

            assertThat(exitCode).isEqualTo(1);
            assertThat(errors()).contains("the proxy requires a user or rejects the given one: set HTTPS_PROXY")
                .doesNotContain("wrong")
                .containsOnlyOnce("\n");
        }
    }

    private int pull(boolean isTrusted, Map<String, String> environment) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path")));
        if (isTrusted) {
            arguments.add("-Djavax.net.ssl.trustStore=" + keys());
            arguments.add("-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
        }
        arguments.addAll(List.of(InkwellApplication.class.getName(), "models", "pull", "owner/name"));
        ProcessBuilder builder = JavaProcess.of(this.folder, arguments)
            .redirectOutput(this.folder.resolve("output.txt").toFile())
            .redirectError(this.folder.resolve("errors.txt").toFile());
        builder.environment().put("HF_ENDPOINT", this.hub.endpoint());
        builder.environment().put("HF_HUB_CACHE", this.folder.resolve("cache").toString());
        builder.environment().putAll(environment);
        return JavaProcess.exitCode(builder.start());
    }

    private Path keys() {
        return this.folder.resolve("keys.p12");
    }

    private Path snapshot() {
        return this.folder.resolve("cache/models--owner--name/snapshots/" + LoopbackHub.COMMIT);
    }

    private String output() throws IOException {
        return Files.readString(this.folder.resolve("output.txt"));
    }

    private String errors() throws IOException {
        // Without what a download prints.
        return Files.readString(this.folder.resolve("errors.txt")).replaceAll("(?m)^Downloading .*\\R", "");
    }

    private SSLContext tls() throws IOException, InterruptedException, GeneralSecurityException {
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "hub", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
                "san=dns:localhost,ip:127.0.0.1", "-storetype", "PKCS12", "-keystore", keys().toString(), "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(this.folder.resolve("keytool.txt").toFile())
            .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys())) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

}
