package io.inkwell.model.step;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

import io.inkwell.model.adapter.LoraConfig;
import io.inkwell.model.adapter.LoraLayer;
import io.inkwell.model.adapter.LoraLayers;
import io.inkwell.model.adapter.LoraMatrices;
import io.inkwell.model.adapter.LoraTarget;
import io.inkwell.model.checkpoint.Gpt2Config;

/**
 * The factors of a LoRA adapter in the memory of the devices of its base model. Counts
 * its uses, and frees the memory after the last one. Thread-safe.
 */
public final class AdapterWeights {

    /** The program takes a list of the tensors that have this name. */
    private static final String ARGUMENT = "adapters[]";

    private static final AtomicLong IDS = new AtomicLong();

    private final long id = IDS.incrementAndGet();

    private final long[] layout;

    private final Map<Device, NDArray> tensors = new HashMap<>();

    private final Runnable whenFreed;

    private int numUses = 1;

    /**
     * Copies an adapter to the devices, one layer after another. The new object has one
     * use.
     * @param models the copies of its base model, which must outlive it
     * @param whenFreed runs once its memory is free
     * @throws IOException if a layer cannot be read
     */
    public AdapterWeights(LoraLayers adapter, Gpt2Config base, List<Model> models, Runnable whenFreed)
            throws IOException {
        this.layout = layout(adapter.config(), base);
        this.whenFreed = whenFreed;
        try {
            for (Model model : models) {
                Device device = model.getNDManager().getDevice();
                this.tensors.put(device, tensor(model.getNDManager(), adapter, base.numLayers()));
            }
        }
        catch (IOException | RuntimeException | Error ex) {
            this.tensors.values().forEach(NDArray::close);
            throw ex;
        }
    }

    /** The bytes that an adapter takes on a device. */
    public static long bytes(LoraConfig config, Gpt2Config base) {
        return Float.BYTES * config.parameterCount(base);
    }

    /**
     * The rank, the numbers of a layer, and where in a layer each target begins, as the
     * program takes them.
     */
    private static long[] layout(LoraConfig config, Gpt2Config base) {
        List<LoraTarget> order = List.of(LoraTarget.values());
        long[] layout = new long[2 + order.size()];
        Arrays.fill(layout, -1);
        long end = 0;
        for (LoraTarget target : config.targets()) {
            layout[2 + order.indexOf(target)] = end;
            end += (long) config.rank() * (target.inputs(base) + target.outputs(base));
        }
        layout[0] = config.rank();
        layout[1] = end;
        return layout;
    }

    private static NDArray tensor(NDManager manager, LoraLayers adapter, int numLayers) throws IOException {
        try (NDManager parts = manager.newSubManager()) {
            NDList layers = new NDList();
            for (int i = 0; i < numLayers; i++) {
                layers.add(parts.create(numbers(adapter.layer(i), (float) adapter.config().scale())));
            }
            NDArray tensor = NDArrays.concat(layers);
            tensor.attach(manager);
            tensor.setName(ARGUMENT);
            return tensor;
        }
    }

    private static float[] numbers(LoraLayer layer, float scale) {
        int size = layer.matrices().values().stream().mapToInt((each) -> each.a().length + each.b().length).sum();
        float[] numbers = new float[size];
        int end = 0;
        for (LoraMatrices each : layer.matrices().values()) {
            System.arraycopy(each.a(), 0, numbers, end, each.a().length);
            end += each.a().length;
            for (float value : each.b()) {
                numbers[end++] = scale * value;
            }
        }
        return numbers;
    }

    /** Identifies this object among all of the process. */
    public long id() {
        return this.id;
    }

    /**
     * Starts a use.
     * @return whether the memory is still there
     */
    public synchronized boolean hold() {
        if (this.numUses == 0) {
            return false;
        }
        this.numUses++;
        return true;
    }

    /** Ends a use. */
    public void release() {
        if (endsLast()) {
            this.tensors.values().forEach(NDArray::close);
            this.whenFreed.run();
        }
    }

    private synchronized boolean endsLast() {
        this.numUses--;
        return this.numUses == 0;
    }

    long[] layout() {
        return this.layout;
    }

    NDArray tensor(Device device) {
        NDArray tensor = this.tensors.get(device);
        if (tensor == null) {
            throw new IllegalArgumentException("the adapter is not on " + device);
        }
        return tensor;
    }

}
