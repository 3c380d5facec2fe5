package io.inkwell.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Measures how much address space this process may reserve without using its memory. */
final class AddressSpace {

    private static final Path OVERCOMMIT = Path.of("/proc/sys/vm/overcommit_memory");

    /** The mode in which Linux counts reserved address space as used memory. */
    private static final String STRICT = "2";

    private AddressSpace() {
    }

    /**
     * The bytes that may be reserved: none if reserving counts as using. Otherwise the
     * memory of the machine, because Linux rejects larger requests in its default mode.
     */
    static long bytes() {
        return bytes(OVERCOMMIT, FreeMemory.MEMINFO);
    }

    static long bytes(Path overcommit, Path meminfo) {
        try {
            boolean isStrict = !Files.isReadable(overcommit) || Files.readString(overcommit).strip().equals(STRICT);
            return isStrict ? 0 : FreeMemory.field(meminfo, "MemTotal:").orElse(0);
        }
        catch (IOException ex) {
            return 0;
        }
    }

}
