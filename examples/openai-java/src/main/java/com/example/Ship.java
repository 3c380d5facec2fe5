package com.example;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What the server describes. It has no strings, and bounds its integer and its list: a
 * small model writes integers that exceed an int, and might not end a list.
 */
record Ship(Rig rig, @Schema(minimum = "1", maximum = "5") int masts,
        @JsonPropertyDescription("Where the ship was built") Harbor home,
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
