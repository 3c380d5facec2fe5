package io.inkwell.registry.adapter;

import java.time.Instant;

/**
 * The status of an adapter.
 *
 * @param name its own name
 * @param base the name of its base model
 * @param folder the name of its folder
 * @param created when it was loaded
 */
public record AdapterStatus(String name, String base, String folder, Instant created) {

    /** The name in requests that no other adapter can have. */
    public String id() {
        return AdapterName.join(this.base, this.name);
    }

}
