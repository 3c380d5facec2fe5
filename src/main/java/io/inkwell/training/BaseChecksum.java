package io.inkwell.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.zip.CRC32C;

import io.inkwell.model.checkpoint.Checkpoint;

/**
 * The checksum of a model whose weights stay as they are. It detects other weights and
 * configs wherever their files are, because a folder can change and a model can move.
 */
final class BaseChecksum {

    private static final int PART_BYTES = 1 << 20;

    private BaseChecksum() {
    }

    /** Returns eight hexadecimal digits, equal for equal configs and stored weights. */
    static String of(Checkpoint base) throws IOException {
        CRC32C checksum = new CRC32C();
        checksum.update(base.config().write());
        ByteBuffer part = ByteBuffer.allocateDirect(PART_BYTES);
        for (String weight : base.weightNames()) {
            long size = base.info(weight).sizeBytes();
            for (long from = 0; from < size; from += PART_BYTES) {
                part.clear().limit((int) Math.min(PART_BYTES, size - from));
                base.read(weight, from, part);
                checksum.update(part.flip());
            }
        }
        return HexFormat.of().toHexDigits((int) checksum.getValue());
    }

}
