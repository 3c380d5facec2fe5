package io.inkwell.model.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

import io.inkwell.model.checkpoint.SafetensorsFile;
import io.inkwell.model.checkpoint.SafetensorsWriter;

/**
 * A weight or one of its moments in the program, copied in parts.
 *
 * @param name the name in a file
 * @param kind the code in {@code optimizer.py}
 * @param role the code of its role in {@code gpt2.py}
 * @param index counts the tensors of the same role
 * @param shape that of the checkpoint
 */
record TrainedTensor(String name, int kind, int role, int index, List<Long> shape) {

    static final int WEIGHT = 0;

    static final int FIRST_MOMENT = 1;

    static final int SECOND_MOMENT = 2;

    private static final long PART_NUMBERS = 1 << 21;

    /** The moment of a weight. */
    TrainedTensor moment(int kind) {
        return new TrainedTensor(this.name + ((kind == FIRST_MOMENT) ? ".first" : ".second"), kind, this.role,
                this.index, this.shape);
    }

    void writeTo(SafetensorsWriter file, TrainingProgram program) throws IOException {
        for (long first = 0; first < numRows(); first += rowsOfPart()) {
            file.write(program.readRows(place(first)));
        }
    }

    void readFrom(SafetensorsFile file, TrainingProgram program) throws IOException {
        // The first part is the largest.
        ByteBuffer buffer = ByteBuffer.allocateDirect(bytes(0));
        for (long first = 0; first < numRows(); first += rowsOfPart()) {
            long[] place = place(first);
            ByteBuffer part = buffer.slice(0, bytes(first)).order(ByteOrder.LITTLE_ENDIAN);
            file.read(this.name, Float.BYTES * first * rowSize(), part);
            program.writeRows(part.flip(), place);
        }
    }

    private long[] place(long first) {
        return new long[] { this.kind, this.role, this.index, first, endOfPart(first) };
    }

    private int bytes(long first) {
        return Math.toIntExact(Float.BYTES * (endOfPart(first) - first) * rowSize());
    }

    private long endOfPart(long first) {
        return Math.min(numRows(), first + rowsOfPart());
    }

    private long rowsOfPart() {
        return Math.max(1, PART_NUMBERS / rowSize());
    }

    private long numRows() {
        return this.shape.isEmpty() ? 1 : this.shape.get(0);
    }

    private long rowSize() {
        return this.shape.stream().skip(1).reduce(1L, Math::multiplyExact);
    }

}
