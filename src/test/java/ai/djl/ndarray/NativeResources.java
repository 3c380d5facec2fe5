package ai.djl.ndarray;

import ai.djl.engine.Engine;

/**
 * Counts what DJL holds in native memory; in DJL's package because only there a manager
 * shows its resources.
 */
public final class NativeResources {

    private NativeResources() {
    }

    /** All tensors, modules and managers of the process that have not been closed. */
    public static int count() {
        try (NDManager probe = Engine.getEngine("PyTorch").newBaseManager()) {
            return count(probe.getParentManager()) - 1;
        }
    }

    private static int count(NDManager manager) {
        return ((BaseNDManager) manager).resources.values()
            .stream()
            .mapToInt((resource) -> (resource instanceof NDManager child) ? 1 + count(child) : 1)
            .sum();
    }

}
