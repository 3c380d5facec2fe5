package com.example;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.swagger.v3.oas.annotations.media.ArraySchema;

/**
 * What the server describes. It has no strings, and its list is short: a small model
 * might not end them.
 */
record Ship(Rig rig, long masts, @JsonPropertyDescription("Where the ship was built") Harbor home,
        @ArraySchema(minItems = 1, maxItems = 3) List<Cargo> cargo) {

    enum Rig {

        BRIG, SCHOONER, SLOOP

    }

    enum Cargo {

        COAL, TEA, WHEAT, WOOL

    }

    record Harbor(Rig largest, boolean open) {
    }

}
