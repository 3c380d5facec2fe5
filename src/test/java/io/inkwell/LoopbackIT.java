package io.inkwell;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** A service without any authentication settings. */
@InkwellService
class LoopbackIT {

    private final int port;

    LoopbackIT(@LocalServerPort int port) {
        this.port = port;
    }

    @Test
    void listensOnLoopbackOnly(@Value("${server.address}") String address) throws IOException {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter((each) -> !each.isLoopbackAddress())
            .toList();

        assertThat(address).isEqualTo("127.0.0.1");
        connect(InetAddress.getLoopbackAddress());
        assertThat(others).allSatisfy((other) -> assertThatIOException().isThrownBy(() -> connect(other)));
    }

    private void connect(InetAddress address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, this.port), 5_000);
        }
    }

}
