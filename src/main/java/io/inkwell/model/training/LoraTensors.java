package io.inkwell.model.training;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

import io.inkwell.model.adapter.LoraConfig;
import io.inkwell.model.adapter.LoraTarget;
import io.inkwell.model.checkpoint.Gpt2Config;

/** The factors of an adapter in the program: A and B of each layer and target. */
record LoraTensors(LoraConfig lora, Gpt2Config base) {

    /** The codes of the roles in {@code gpt2.py}. */
    private static final int ROLE_OF_A = 6;

    private static final int ROLE_OF_B = 7;

    /** The integers of {@code begin_lora}. */
    long[] options() {
        return LongStream
            .concat(LongStream.of(this.lora.rank()), this.lora.targets().stream().mapToLong(LoraTarget::ordinal))
            .toArray();
    }

    List<TrainedTensor> all() {
        List<TrainedTensor> tensors = new ArrayList<>();
        for (int layer = 0; layer < this.base.numLayers(); layer++) {
            for (LoraTarget target : this.lora.targets()) {
                tensors.add(a(layer, target));
                tensors.add(new TrainedTensor(target.nameOfB(layer), TrainedTensor.WEIGHT, ROLE_OF_B,
                        index(layer, target), List.of((long) target.outputs(this.base), (long) this.lora.rank())));
            }
        }
        return tensors;
    }

    private TrainedTensor a(int layer, LoraTarget target) {
        return new TrainedTensor(target.nameOfA(layer), TrainedTensor.WEIGHT, ROLE_OF_A, index(layer, target),
                List.of((long) this.lora.rank(), (long) target.inputs(this.base)));
    }

    private static int index(int layer, LoraTarget target) {
        List<LoraTarget> targets = List.of(LoraTarget.values());
        return targets.size() * layer + targets.indexOf(target);
    }

    /** Draws A; B stays zero. Equal seeds give equal factors. */
    void initialize(TrainingProgram program, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int layer = 0; layer < this.base.numLayers(); layer++) {
            for (LoraTarget target : this.lora.targets()) {
                TrainedTensor a = a(layer, target);
                int inputs = target.inputs(this.base);
                // The bound of kaiming_uniform_ with a = sqrt(5) is sqrt(6 / (6 inputs)).
                double bound = 1 / Math.sqrt(inputs);
                ByteBuffer row = ByteBuffer.allocateDirect(Float.BYTES * inputs).order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < this.lora.rank(); i++) {
                    row.clear();
                    while (row.hasRemaining()) {
                        row.putFloat((float) random.nextDouble(-bound, bound));
                    }
                    program.writeRows(row.flip(), a.kind(), a.role(), a.index(), i, i + 1);
                }
            }
        }
    }

}
