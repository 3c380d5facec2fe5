package io.inkwell.startup;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;

import static org.assertj.core.api.Assertions.assertThat;

class ServiceUrlTests {

    private final ServerProperties server = new ServerProperties();

    @ParameterizedTest
    @CsvSource({ "0.0.0.0, http://localhost:8080", "::, http://localhost:8080", "127.0.0.1, http://localhost:8080",
            "127.0.0.2, http://127.0.0.2:8080", "192.0.2.7, http://192.0.2.7:8080",
            "2001:db8::7, http://[2001:db8:0:0:0:0:0:7]:8080" })
    void namesTheAddress(String address, String url) throws UnknownHostException {
        this.server.setAddress(InetAddress.getByName(address));

        assertThat(ServiceUrl.of(this.server, 8080)).isEqualTo(url);
    }

    @Test
    void isLocalhostWithoutAnAddress() {
        assertThat(ServiceUrl.of(this.server, 8080)).isEqualTo("http://localhost:8080");
    }

    @Test
    void isHttpsWithTls() {
        this.server.setSsl(new Ssl());

        assertThat(ServiceUrl.of(this.server, 8443)).isEqualTo("https://localhost:8443");
    }

}
