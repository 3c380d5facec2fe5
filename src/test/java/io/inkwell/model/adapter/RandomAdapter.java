package io.inkwell.model.adapter;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.inkwell.model.checkpoint.Gpt2Config;

/** Adapters with random values, which change every target that they have. */
public final class RandomAdapter {

    private RandomAdapter() {
    }

    /**
     * @param deviation the standard deviation of each value
     */
    public static LoraAdapter of(LoraConfig config, Gpt2Config base, double deviation, long seed) {
        Random random = new Random(seed);
        List<LoraLayer> layers = new ArrayList<>();
        for (int layer = 0; layer < base.numLayers(); layer++) {
            Map<LoraTarget, LoraMatrices> matrices = new EnumMap<>(LoraTarget.class);
            for (LoraTarget target : config.targets()) {
                matrices.put(target, new LoraMatrices(values(config.rank() * target.inputs(base), deviation, random),
                        values(target.outputs(base) * config.rank(), deviation, random)));
            }
            layers.add(new LoraLayer(matrices));
        }
        return new LoraAdapter(config, base, layers);
    }

    private static float[] values(int count, double deviation, Random random) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return values;
    }

}
