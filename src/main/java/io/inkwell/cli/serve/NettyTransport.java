package io.inkwell.cli.serve;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Netty's native transport for Linux. Netty extracts the library at each start and
 * deletes it at exit, unless it is in a folder of {@code java.library.path}.
 */
final class NettyTransport {

    private static final List<String> LIBRARIES = List.of("libnetty_transport_native_epoll_x86_64.so",
            "libnetty_transport_native_epoll_aarch_64.so");

    private NettyTransport() {
    }

    /** Copies the libraries on the class path to a folder, which it creates. */
    static void extractTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String library : LIBRARIES) {
            try (InputStream content = NettyTransport.class.getResourceAsStream("/META-INF/native/" + library)) {
                if (content != null) {
                    Files.copy(content, folder.resolve(library), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

}
