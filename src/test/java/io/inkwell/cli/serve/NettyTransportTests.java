package io.inkwell.cli.serve;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class NettyTransportTests {

    private static final byte[] ELF = { 0x7f, 'E', 'L', 'F' };

    @TempDir
    private Path folder;

    @Test
    void extractsUnderTheNameThatNettyExpects() throws Exception {
        Path libraries = this.folder.resolve("netty");

        NettyTransport.extractTo(libraries);
        NettyTransport.extractTo(libraries); // replaces the files

        Path library = libraries.resolve("libnetty_transport_native_epoll_x86_64.so");
        assertThat(Files.readAllBytes(library)).startsWith(ELF);
    }

}
